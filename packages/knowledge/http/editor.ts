import type { App } from '@1999/platform';
import { text } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { createEntry } from '../commands/create-entry.ts';
import { editEntry } from '../commands/edit-entry.ts';
import { giveEntry } from '../commands/give-entry.ts';
import { publishEntry } from '../commands/publish-entry.ts';
import { submitEntry } from '../commands/submit-entry.ts';
import { withdrawEntry } from '../commands/withdraw-entry.ts';
import {
  CreateFaqBody,
  EditFaqBody,
  FaqContent,
  FaqEntriesAnswer,
  FaqEntriesQuery,
  FaqEntryView,
  FaqFacets,
  FaqGroups,
  FaqGroupsBody,
  FaqKey,
  FaqTrial,
  GiveFaqBody,
} from '../contract.ts';
import { entryList, entryView, versionContent } from '../queries/entries.ts';
import { faqFacets } from '../queries/facets.ts';
import { questionGroups } from '../queries/question-groups.ts';
import { faqTrial } from '../queries/trial.ts';

const tags = ['knowledge'];
const params = z.strictObject({ id: FaqKey });
const Written = z.object({ id: z.string(), version: z.number().int() });

/** The editors' side of the knowledge base. */
export function editorRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/faq-entries',
    config: { action: 'faq.edit' },
    schema: { tags, querystring: FaqEntriesQuery, response: { 200: FaqEntriesAnswer } },
    handler: ({ query }) => entryList(app, query),
  });
  routes.route({
    method: 'GET',
    url: '/api/faq-facets',
    config: { action: 'faq.edit' },
    schema: { tags, response: { 200: FaqFacets } },
    handler: ({ caller }) => faqFacets(app, caller.actor),
  });
  routes.route({
    method: 'GET',
    url: '/api/faq-trial',
    config: { action: 'faq.edit' },
    schema: { tags, querystring: z.strictObject({ q: text(500) }), response: { 200: FaqTrial } },
    handler: ({ query }) => faqTrial(app, query.q),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-groups',
    config: { action: 'faq.edit' },
    schema: { tags, body: FaqGroupsBody, response: { 200: FaqGroups } },
    handler: ({ body }) => questionGroups(app, body),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-entries',
    config: { action: 'faq.edit' },
    schema: { tags, body: CreateFaqBody, response: { 201: Written } },
    handler: async ({ caller, body }, reply) =>
      reply.code(201).send(await createEntry(caller, body)),
  });
  routes.route({
    method: 'GET',
    url: '/api/faq-entries/:id',
    config: { action: 'faq.edit' },
    schema: { tags, params, response: { 200: FaqEntryView } },
    handler: ({ params }) => entryView(app, params.id),
  });
  routes.route({
    method: 'GET',
    url: '/api/faq-entries/:id/versions/:version',
    config: { action: 'faq.edit' },
    schema: {
      tags,
      params: params.extend({ version: z.coerce.number().int().min(1).max(1_000_000) }),
      response: { 200: FaqContent },
    },
    handler: ({ params }) => versionContent(app, params.id, params.version),
  });
  routes.route({
    method: 'PUT',
    url: '/api/faq-entries/:id',
    config: { action: 'faq.edit' },
    schema: { tags, params, body: EditFaqBody, response: { 200: Written } },
    handler: ({ caller, params, body }) => editEntry(caller, { ...body, id: params.id }),
  });
  routes.route({
    method: 'PUT',
    url: '/api/faq-entries/:id/owner',
    config: { action: 'faq.edit' },
    schema: { tags, params, body: GiveFaqBody, response: { 200: Written } },
    handler: ({ caller, params, body }) => giveEntry(caller, { ...body, id: params.id }),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-entries/:id/submission',
    config: { action: 'faq.edit' },
    schema: { tags, params, response: { 200: Written } },
    handler: ({ caller, params }) => submitEntry(caller, params),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-entries/:id/publication',
    config: { action: 'faq.publish' },
    schema: { tags, params, response: { 200: Written } },
    handler: ({ caller, params }) => publishEntry(caller, params),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-entries/:id/withdrawal',
    config: { action: 'faq.publish' },
    schema: { tags, params, response: { 200: Written } },
    handler: ({ caller, params }) => withdrawEntry(caller, params),
  });
}
