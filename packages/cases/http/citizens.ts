import type { App } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { describeCitizen } from '../commands/describe-citizen.ts';
import { dropDraft } from '../commands/drop-draft.ts';
import { eraseCitizen } from '../commands/erase-citizen.ts';
import { saveDraft } from '../commands/save-draft.ts';
import { CitizenHistory, DescribeCitizenBody, Draft, SaveDraftBody } from '../contract.ts';
import { citizenHistory } from '../queries/citizen-history.ts';
import { draftOf } from '../queries/drafts.ts';

const tags = ['citizens'];
const CitizenParams = z.strictObject({ id: Id });
const DraftParams = z.strictObject({ refId: Id });

/** What the console knows and notes of a caller, and a person's erasure. */
export function citizenRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();

  routes.route({
    method: 'GET',
    url: '/api/citizens/:id/history',
    config: { action: 'citizen.history' },
    schema: { params: CitizenParams, response: { 200: CitizenHistory }, tags },
    handler: ({ params }) => citizenHistory(app, app.db, params.id),
  });

  routes.route({
    method: 'PATCH',
    url: '/api/citizens/:id',
    config: { action: 'citizen.describe' },
    schema: {
      params: CitizenParams,
      body: DescribeCitizenBody,
      response: { 204: z.null() },
      tags,
    },
    handler: async ({ params, body, caller }, reply) => {
      await describeCitizen(caller, { ...body, citizenId: params.id });
      return reply.code(204).send(null);
    },
  });

  routes.route({
    method: 'POST',
    url: '/api/citizens/:id/erasure',
    config: { action: 'citizen.erase' },
    schema: { params: CitizenParams, response: { 204: z.null() }, tags },
    handler: async ({ params, caller }, reply) => {
      await eraseCitizen(caller, { citizenId: params.id });
      return reply.code(204).send(null);
    },
  });

  // A draft is saved as somebody types: putting it is repeatable by itself and leaves no receipts.
  routes.route({
    method: 'PUT',
    url: '/api/drafts/:refId',
    config: { action: 'draft.keep' },
    schema: {
      params: DraftParams,
      body: SaveDraftBody,
      response: { 200: Draft.pick({ savedAt: true }) },
      tags,
    },
    handler: ({ params, body, caller: { actor } }) =>
      saveDraft({ app, actor }, { ...params, ...body }),
  });

  routes.route({
    method: 'GET',
    url: '/api/drafts/:refId',
    config: { action: 'draft.keep' },
    schema: { params: DraftParams, response: { 200: Draft }, tags },
    handler: ({ params, caller: { actor } }) =>
      draftOf(app, app.db, String(actor.id), params.refId),
  });

  routes.route({
    method: 'DELETE',
    url: '/api/drafts/:refId',
    config: { action: 'draft.keep' },
    schema: { params: DraftParams, response: { 204: z.null() }, tags },
    handler: async ({ params, caller: { actor } }, reply) => {
      await dropDraft({ app, actor }, params);
      return reply.code(204).send(null);
    },
  });
}
