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
import { changeAgencyChannel } from '../commands/change-agency-channel.ts';
import { testAgencyChannel } from '../commands/test-agency-channel.ts';
import {
  AddAgencyChannelBody,
  AddedAgencyChannel,
  AgencyChannel,
  AgencyWays,
  ChangeAgencyChannelBody,
} from '../contract.ts';
import { agencyById } from '../queries/agencies.ts';
import { channelsOfAgency } from '../queries/agency-channels.ts';
import { waysOfAgencies } from '../queries/agency-ways.ts';

const tags = ['directory'];
const params = z.strictObject({ id: Id });
const ofChannel = params.extend({ channelId: Id });

/** By which ways agencies are told of their orders. */
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
    schema: { params: ofChannel, response: { 204: z.null() }, tags },
    handler: async ({ params: { id: agencyId, channelId }, caller }, reply) => {
      await removeAgencyChannel(caller, { agencyId, channelId });
      return reply.code(204).send(null);
    },
  });

  routes.route({
    method: 'PATCH',
    url: '/api/agencies/:id/channels/:channelId',
    config: { action: 'channel.change' },
    schema: { params: ofChannel, body: ChangeAgencyChannelBody, response: { 204: z.null() }, tags },
    handler: async ({ params: { id: agencyId, channelId }, body, caller }, reply) => {
      await changeAgencyChannel(caller, { ...body, agencyId, channelId });
      return reply.code(204).send(null);
    },
  });

  routes.route({
    method: 'POST',
    url: '/api/agencies/:id/channels/:channelId/test',
    config: { action: 'channel.change' },
    schema: { params: ofChannel, response: { 202: z.null() }, tags },
    handler: async ({ params: { id: agencyId, channelId }, caller }, reply) => {
      await testAgencyChannel(caller, { agencyId, channelId });
      return reply.code(202).send(null);
    },
  });

  routes.route({
    method: 'GET',
    url: '/api/agency-ways',
    config: { action: 'channel.list' },
    schema: { response: { 200: z.array(AgencyWays) }, tags },
    handler: () => waysOfAgencies(app.db, app.clock.now()),
  });
}
