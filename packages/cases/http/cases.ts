import type { App } from '@1999/platform';
import { Id, text } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describeMatter } from '../commands/describe-matter.ts';
import { openCase } from '../commands/open-case.ts';
import { openContact } from '../commands/open-contact.ts';
import {
  CaseView,
  District,
  HistoryEntry,
  MatterType,
  OpenCaseBody,
  OpenContactBody,
  OpenedCase,
} from '../contract.ts';
import { holdToScope } from '../queries/case-access.ts';
import { caseHistory } from '../queries/case-history.ts';
import { caseView } from '../queries/case-view.ts';
import { districts, matterTypes } from '../queries/reference.ts';

const tags = ['cases'];
const CaseParams = z.strictObject({ id: Id });

/** Recording and reading cases. */
export function caseRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();

  routes.route({
    method: 'POST',
    url: '/api/contacts',
    config: { action: 'case.open' },
    schema: {
      body: OpenContactBody,
      response: { 201: z.strictObject({ contactId: Id, citizenId: Id }) },
      tags,
    },
    handler: async (request, reply) =>
      reply.code(201).send(await openContact(request.caller, request.body)),
  });

  routes.route({
    method: 'POST',
    url: '/api/cases',
    config: { action: 'case.open' },
    schema: { body: OpenCaseBody, response: { 201: OpenedCase }, tags },
    handler: async (request, reply) =>
      reply.code(201).send(await openCase(request.caller, request.body)),
  });

  routes.route({
    method: 'GET',
    url: '/api/cases/:id',
    config: { action: 'case.read' },
    schema: { params: CaseParams, response: { 200: CaseView }, tags },
    handler: async ({ params, scope, caller: { actor } }) => {
      await holdToScope(app, scope, actor, params.id);
      return caseView(app, app.db, params.id, actor);
    },
  });

  routes.route({
    method: 'GET',
    url: '/api/cases/:id/history',
    config: { action: 'case.read' },
    schema: { params: CaseParams, response: { 200: z.array(HistoryEntry) }, tags },
    handler: async ({ params, scope, caller: { actor } }) => {
      await holdToScope(app, scope, actor, params.id);
      const forAgency = scope === 'own' && actor.kind === 'user' ? actor.agencyId : null;
      return caseHistory(app.db, params.id, forAgency);
    },
  });

  routes.route({
    method: 'PUT',
    url: '/api/cases/:id/matters/:matterId/description',
    config: { action: 'case.describe' },
    schema: {
      params: CaseParams.extend({ matterId: Id }),
      body: z.strictObject({ description: text(4000) }),
      response: { 204: z.null() },
      tags,
    },
    handler: async ({ params, body, caller }, reply) => {
      await describeMatter(caller, { caseId: params.id, matterId: params.matterId, ...body });
      return reply.code(204).send(null);
    },
  });

  routes.route({
    method: 'GET',
    url: '/api/matter-types',
    config: { action: 'reference.read' },
    schema: { response: { 200: z.array(MatterType) }, tags },
    handler: () => matterTypes(app.db),
  });

  routes.route({
    method: 'GET',
    url: '/api/districts',
    config: { action: 'reference.read' },
    schema: { response: { 200: z.array(District) }, tags },
    handler: () => districts(app.db),
  });
}
