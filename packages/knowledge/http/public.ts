import type { App } from '@1999/platform';
import { text } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { rateEntry } from '../commands/rate-entry.ts';
import {
  FaqCategories,
  FaqKey,
  FaqListAnswer,
  FaqListQuery,
  FaqSearchAnswer,
  FaqSuggestAnswer,
  FaqView,
  RateFaqBody,
} from '../contract.ts';
import { excerptOf } from '../domain/excerpt.ts';
import { faqCategories, faqList } from '../queries/public-list.ts';
import { faqView, search, suggest } from '../queries/search.ts';

const tags = ['knowledge'];
const EXCERPT = 120;
const limit = z.coerce.number().int().min(1).max(20).optional();
const params = z.strictObject({ id: FaqKey });

/** What everybody may ask of the knowledge base. */
export function publicRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/faq/search',
    config: { action: 'faq.search' },
    schema: {
      tags,
      querystring: z.strictObject({ q: text(500), limit }),
      response: { 200: FaqSearchAnswer },
    },
    handler: async ({ query }) => {
      const { hits, confidence, decision } = await search(app, query.q, {
        limit: query.limit ?? 10,
      });
      return {
        confidence,
        decision,
        hits: hits.map(({ entry, score }) => ({
          faqId: entry.id,
          title: entry.question,
          category: entry.category,
          agency: entry.agency,
          excerpt: excerptOf(entry.answer, EXCERPT),
          score,
        })),
      };
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/faq/suggest',
    config: { action: 'faq.search' },
    schema: {
      tags,
      querystring: z.strictObject({ q: text(100), limit }),
      response: { 200: FaqSuggestAnswer },
    },
    handler: ({ query }) => suggest(app, query.q, { limit: query.limit ?? 8 }),
  });
  routes.route({
    method: 'GET',
    url: '/api/faq-categories',
    config: { action: 'faq.search' },
    schema: { tags, response: { 200: FaqCategories } },
    handler: () => faqCategories(app),
  });
  routes.route({
    method: 'GET',
    url: '/api/faq',
    config: { action: 'faq.search' },
    schema: { tags, querystring: FaqListQuery, response: { 200: FaqListAnswer } },
    handler: ({ query }) => faqList(app, query),
  });
  routes.route({
    method: 'GET',
    url: '/api/faq/:id',
    config: { action: 'faq.search' },
    schema: { tags, params, response: { 200: FaqView } },
    handler: ({ params }) => faqView(app, params.id),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq/:id/ratings',
    config: { action: 'faq.rate', limit: 'publicWrite' },
    schema: {
      tags,
      params,
      body: RateFaqBody,
      response: { 201: z.object({ id: z.string(), helpful: z.boolean() }) },
    },
    handler: async ({ caller, params, body }, reply) =>
      reply.code(201).send(await rateEntry(caller, { ...body, id: params.id })),
  });
}
