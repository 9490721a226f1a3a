import { z } from 'zod';
import { outgoingPost } from '../io/outgoing-post.ts';
import { CannotDeliver, type Channel } from './registries.ts';

/** GeoReport v2 answers a list of one: the request's id, or a token where it is made later. */
const Created = z
  .array(
    z.object({
      service_request_id: z.coerce.string().optional(),
      token: z.coerce.string().optional(),
    }),
  )
  .min(1);
/** Refusals that another try would not change. */
const FINAL = [400, 401, 403, 404, 405, 410, 422];

/**
 * A service request in an agency's own Open311 endpoint (GeoReport v2, JSON): `to` is its base
 * address, `secret` its api_key. The id it gives is kept as the delivery's reference.
 */
export const open311: Channel = {
  send: async (app, { deliveryId, to, secret, text, facts = {} }) => {
    const form = new URLSearchParams({ description: text });
    const fields = {
      api_key: secret,
      service_code: facts.typeCode,
      lat: facts.lat,
      long: facts.lng,
      address_string: facts.address,
    };
    for (const [name, value] of Object.entries(fields)) {
      if (value !== undefined && value !== null && value !== '') form.set(name, String(value));
    }
    const address = `${to.replace(/\/+$/, '')}/requests.json`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await outgoingPost(app, address, headers, form.toString());
    if (FINAL.includes(answer.status)) throw new CannotDeliver(`open311${answer.status}`);
    if (answer.status < 200 || answer.status > 299) throw new Error(`answered ${answer.status}`);
    const [made] = Created.parse(JSON.parse(answer.body));
    const providerRef = made?.service_request_id || made?.token || deliveryId;
    return { providerRef, outcome: 'delivered' };
  },
};
