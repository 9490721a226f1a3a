import { type App, NotFound, signCapability } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { acknowledgeMany } from '../commands/acknowledge-many.ts';
import { assignOrder } from '../commands/assign-order.ts';
import { callCitizen } from '../commands/call-citizen.ts';
import { excuseBreach } from '../commands/excuse-breach.ts';
import { LINK_HOURS, makeContractorLink } from '../commands/make-contractor-link.ts';
import {
  AcknowledgeManyAnswer,
  AcknowledgeManyBody,
  AgencyOverview,
  AssigneeBody,
  Colleague,
  ContractorLink,
  ExcuseBody,
} from '../contract/agency.ts';
import { ClockKind } from '../contract.ts';
import { agencyOverview } from '../queries/agency-overview.ts';
import { colleagues } from '../queries/colleagues.ts';

const tags = ['dispatch'];
const params = z.strictObject({ id: Id });

/** What an agency does beside an order's own moves, and its head's page. */
export function agencyRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'POST',
    url: '/api/orders/acknowledgements',
    config: { action: 'order.acknowledge' },
    schema: { tags, body: AcknowledgeManyBody, response: { 200: AcknowledgeManyAnswer } },
    handler: ({ caller, body }) => acknowledgeMany(caller, body),
  });
  routes.route({
    method: 'POST',
    url: '/api/orders/:id/assignee',
    config: { action: 'order.assign' },
    schema: {
      tags,
      params,
      body: AssigneeBody,
      response: { 200: z.object({ orderId: Id, userId: Id.nullable() }) },
    },
    handler: ({ caller, params: { id }, body }) => assignOrder(caller, { ...body, orderId: id }),
  });
  routes.route({
    method: 'POST',
    url: '/api/orders/:id/clocks/:kind/excuse',
    config: { action: 'clock.excuse' },
    schema: {
      tags,
      params: params.extend({ kind: ClockKind }),
      body: ExcuseBody,
      response: { 200: z.object({ orderId: Id, kind: ClockKind }) },
    },
    handler: ({ caller, params: { id, kind }, body }) =>
      excuseBreach(caller, { ...body, orderId: id, kind }),
  });
  routes.route({
    method: 'POST',
    url: '/api/orders/:id/contractor-link',
    config: { action: 'order.makeLink' },
    schema: { tags, params, body: z.strictObject({}).nullish(), response: { 200: ContractorLink } },
    handler: async ({ caller, params: { id } }) => {
      const { linkId, expiresAt } = await makeContractorLink(caller, { orderId: id });
      const token = signCapability(server, 'order', linkId, LINK_HOURS * 3600);
      return { url: `${app.config.publicUrl}/agency/link/${token}`, expiresAt };
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/orders/:id/citizen-calls',
    config: { action: 'order.callCitizen' },
    schema: {
      tags,
      params,
      body: z.strictObject({}).nullish(),
      response: { 201: z.object({ callId: Id }) },
    },
    handler: async ({ caller, params: { id } }, reply) =>
      reply.code(201).send(await callCitizen(caller, { orderId: id })),
  });
  routes.route({
    method: 'GET',
    url: '/api/agency/colleagues',
    config: { action: 'agency.colleagues' },
    schema: { tags, response: { 200: z.array(Colleague) } },
    handler: (request) => colleagues(app, agencyOf(request)),
  });
  routes.route({
    method: 'GET',
    url: '/api/agency/overview',
    config: { action: 'agency.overview' },
    schema: { tags, response: { 200: AgencyOverview } },
    handler: (request) => agencyOverview(app, agencyOf(request)),
  });
}

function agencyOf({ caller: { actor } }: FastifyRequest): string {
  if (actor.kind !== 'user' || !actor.agencyId) throw new NotFound();
  return actor.agencyId;
}
