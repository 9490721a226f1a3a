import type { App } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { createEntry } from '../commands/create-entry.ts';
import { editEntry } from '../commands/edit-entry.ts';
import { publishEntry } from '../commands/publish-entry.ts';
import { submitEntry } from '../commands/submit-entry.ts';
import { withdrawEntry } from '../commands/withdraw-entry.ts';
import {
  CreateFaqBody,
  EditFaqBody,
  FaqEntryRow,
  FaqEntryView,
  FaqKey,
  FaqState,
} from '../contract.ts';
import { entryList, entryView } from '../queries/entries.ts';

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
    schema: {
      tags,
      querystring: z.strictObject({
        state: FaqState.optional(),
        owner: Id.optional(),
        limit: z.coerce.number().int().min(1).max(500).default(100),
      }),
      response: { 200: z.array(FaqEntryRow) },
    },
    handler: ({ query }) => entryList(app, query),
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
    method: 'PUT',
    url: '/api/faq-entries/:id',
    config: { action: 'faq.edit' },
    schema: { tags, params, body: EditFaqBody, response: { 200: Written } },
    handler: ({ caller, params, body }) => editEntry(caller, { ...body, id: params.id }),
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
