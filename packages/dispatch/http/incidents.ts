import type { App } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { amendIncidentRule } from '../commands/amend-incident-rule.ts';
import { dropFromIncident } from '../commands/drop-from-incident.ts';
import { mergeIncident } from '../commands/merge-incident.ts';
import { partIncident } from '../commands/part-incident.ts';
import {
  AmendIncidentRuleBody,
  AttachedAll,
  DetachedAll,
  DropOrderBody,
  IncidentRow,
  IncidentRuleView,
  IncidentsQuery,
  IncidentView,
  SurgeView,
} from '../contract.ts';
import {
  incidentRuleViews,
  incidentView,
  listIncidents,
  openSurges,
} from '../queries/incidents.ts';
import { NoBody } from './order-mover.ts';

const tags = ['dispatch'];
const params = z.strictObject({ id: Id });

/** Incidents and surges: read, and an incident's orders merged, parted and sorted out. */
export function incidentRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/incidents',
    config: { action: 'incident.read' },
    schema: { tags, querystring: IncidentsQuery, response: { 200: z.array(IncidentRow) } },
    handler: (request) => listIncidents(app, request.query),
  });
  routes.route({
    method: 'GET',
    url: '/api/incidents/:id',
    config: { action: 'incident.read' },
    schema: { tags, params, response: { 200: IncidentView } },
    handler: (request) => incidentView(app, request.params.id),
  });
  routes.route({
    method: 'POST',
    url: '/api/incidents/:id/attach-all',
    config: { action: 'incident.merge' },
    schema: { tags, params, body: NoBody, response: { 200: AttachedAll } },
    handler: ({ caller, params: { id } }) => mergeIncident(caller, { incidentId: id }),
  });
  routes.route({
    method: 'POST',
    url: '/api/incidents/:id/detach-all',
    config: { action: 'incident.merge' },
    schema: { tags, params, body: NoBody, response: { 200: DetachedAll } },
    handler: ({ caller, params: { id } }) => partIncident(caller, { incidentId: id }),
  });
  routes.route({
    method: 'POST',
    url: '/api/incidents/:id/drop',
    config: { action: 'incident.merge' },
    schema: {
      tags,
      params,
      body: DropOrderBody,
      response: { 200: z.object({ incidentId: Id, orderId: Id }) },
    },
    handler: ({ caller, params: { id }, body }) =>
      dropFromIncident(caller, { ...body, incidentId: id }),
  });
  routes.route({
    method: 'GET',
    url: '/api/surges',
    config: { action: 'incident.read' },
    schema: { tags, response: { 200: z.array(SurgeView) } },
    handler: () => openSurges(app),
  });
  routes.route({
    method: 'GET',
    url: '/api/dispatch/incident-rules',
    config: { action: 'policy.read' },
    schema: { tags, response: { 200: z.array(IncidentRuleView) } },
    handler: () => incidentRuleViews(app),
  });
  routes.route({
    method: 'POST',
    url: '/api/dispatch/incident-rules',
    config: { action: 'policy.amend' },
    schema: {
      tags,
      body: AmendIncidentRuleBody,
      response: { 201: z.object({ ruleId: Id, version: z.number().int() }) },
    },
    handler: async (request, reply) => {
      const amended = await amendIncidentRule(request.caller, request.body);
      reply.code(201);
      return amended;
    },
  });
}
