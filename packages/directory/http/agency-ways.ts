import { type App, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  addAgencyChannel,
  newWebhookSecret,
  removeAgencyChannel,
} from '../commands/add-agency-channel.ts';
import { registerDutyContact } from '../commands/register-duty-contact.ts';
import { removeDutyContact } from '../commands/remove-duty-contact.ts';
import {
  AddAgencyChannelBody,
  AddDutyContactBody,
  AddedAgencyChannel,
  AgencyChannel,
} from '../contract.ts';
import { agencyById } from '../queries/agencies.ts';
import { channelsOfAgency } from '../queries/agency-channels.ts';

const tags = ['directory'];
const params = z.strictObject({ id: Id });

/** How agencies are told of their orders: their channels, and who is on duty. */
export function agencyWayRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();

  routes.route({
    method: 'GET',
    url: '/api/agencies/:id/channels',
    config: { action: 'channel.list' },
    schema: { params, response: { 200: z.array(AgencyChannel) }, tags },
    handler: async ({ params: { id } }) => {
      if (!(await agencyById(app.db, id))) throw new NotFound();
      return channelsOfAgency(app, id);
    },
  });

  // Never under an Idempotency-Key: the answer holds a secret, which no receipt may keep.
  routes.route({
    method: 'POST',
    url: '/api/agencies/:id/channels',
    config: { action: 'channel.change' },
    schema: { params, body: AddAgencyChannelBody, response: { 201: AddedAgencyChannel }, tags },
    handler: async ({ params: { id: agencyId }, body: way, caller: { actor } }, reply) => {
      const secret = way.channel === 'webhook' ? newWebhookSecret() : undefined;
      const { channelId } = await addAgencyChannel({ app, actor }, { agencyId, way, secret });
      return reply.code(201).send({ channelId, secret: secret ?? null });
    },
  });

  routes.route({
    method: 'DELETE',
    url: '/api/agencies/:id/channels/:channelId',
    config: { action: 'channel.change' },
    schema: { params: params.extend({ channelId: Id }), response: { 204: z.null() }, tags },
    handler: async ({ params: { id: agencyId, channelId }, caller }, reply) => {
      await removeAgencyChannel(caller, { agencyId, channelId });
      return reply.code(204).send(null);
    },
  });

  routes.route({
    method: 'POST',
    url: '/api/agencies/:id/roster',
    config: { action: 'roster.change' },
    schema: {
      params,
      body: AddDutyContactBody,
      response: { 201: z.strictObject({ contactId: Id }) },
      tags,
    },
    handler: async ({ params: { id: agencyId }, body, caller: { actor } }, reply) => {
      if (!(await agencyById(app.db, agencyId))) throw new NotFound();
      const added = await registerDutyContact({ app, actor }, { ...body, agencyId });
      return reply.code(201).send(added);
    },
  });

  routes.route({
    method: 'DELETE',
    url: '/api/agencies/:id/roster/:contactId',
    config: { action: 'roster.change' },
    schema: { params: params.extend({ contactId: Id }), response: { 204: z.null() }, tags },
    handler: async ({ params: { id: agencyId, contactId }, caller }, reply) => {
      await removeDutyContact(caller, { agencyId, contactId });
      return reply.code(204).send(null);
    },
  });
}
