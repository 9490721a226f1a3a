import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { outgoingPost } from '../io/outgoing-post.ts';
import { CannotDeliver, type Channel } from './registries.ts';

const Answer = z.object({ acknowledged: z.boolean().optional() });

/** The signature of a body at a moment: HMAC-SHA256 over `seconds.body`, hex. */
export function signBody(secret: string, seconds: number, body: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
}

/**
 * A signed web hook to an agency's own system. `1999-Signature: t=SECONDS,v1=HEX` covers the moment
 * and the body, so a copy replayed later shows its age. Any 2xx is a delivery; an answer
 * `{"acknowledged": true}` is the agency's acknowledgement.
 */
export const webhook: Channel = {
  send: async (app, { deliveryId, to, secret, text, facts }) => {
    if (!secret) throw new CannotDeliver('noSecret');
    const seconds = Math.floor(app.clock.now().epochMilliseconds / 1000);
    const body = JSON.stringify({
      id: deliveryId,
      ...(facts ? { type: 'order', text, order: facts } : { type: 'test', text }),
    });
    const headers = {
      'content-type': 'application/json',
      '1999-signature': `t=${seconds},v1=${signBody(secret, seconds, body)}`,
      '1999-delivery': deliveryId,
    };
    const answer = await outgoingPost(app, to, headers, body);
    if (answer.status === 410) throw new CannotDeliver('gone');
    if (answer.status < 200 || answer.status > 299) throw new Error(`answered ${answer.status}`);
    return {
      providerRef: deliveryId,
      outcome: saysAcknowledged(answer.body) ? 'acknowledged' : 'delivered',
    };
  },
};

function saysAcknowledged(body: string): boolean {
  try {
    return Answer.parse(JSON.parse(body)).acknowledged === true;
  } catch {
    // Whatever else a system says, it has taken the message.
    return false;
  }
}
