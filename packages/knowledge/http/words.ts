import type { App } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { acceptWord } from '../commands/accept-word.ts';
import { proposeWords } from '../commands/propose-words.ts';
import { withdrawWord } from '../commands/withdraw-word.ts';
import {
  FaqWordHints,
  FaqWordHintsBody,
  FaqWordsAnswer,
  FaqWordsQuery,
  FaqWordTrial,
  FaqWordTrialBody,
  ProposeWordsBody,
  WordMoved,
  WordsProposed,
} from '../contract.ts';
import { wordHints } from '../queries/word-hints.ts';
import { wordTrial } from '../queries/word-trial.ts';
import { exportWords, wordList } from '../queries/words.ts';

const tags = ['knowledge'];
const params = z.strictObject({ id: Id });

/** The city's own lexicon: what people say, and the official terms for it. */
export function wordRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/faq-words',
    config: { action: 'faq.edit' },
    schema: { tags, querystring: FaqWordsQuery, response: { 200: FaqWordsAnswer } },
    handler: ({ query }) => wordList(app, query),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-words',
    config: { action: 'faq.edit' },
    schema: { tags, body: ProposeWordsBody, response: { 201: WordsProposed } },
    handler: async ({ caller, body }, reply) =>
      reply.code(201).send(await proposeWords(caller, body)),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-words/:id/acceptance',
    config: { action: 'faq.publish' },
    schema: { tags, params, response: { 200: WordMoved } },
    handler: ({ caller, params }) => acceptWord(caller, params),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-words/:id/withdrawal',
    config: { action: 'faq.publish' },
    schema: { tags, params, response: { 200: WordMoved } },
    handler: ({ caller, params }) => withdrawWord(caller, params),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-word-hints',
    config: { action: 'faq.edit' },
    schema: { tags, body: FaqWordHintsBody, response: { 200: FaqWordHints } },
    handler: ({ body }) => wordHints(app, body),
  });
  routes.route({
    method: 'POST',
    url: '/api/faq-word-trial',
    config: { action: 'faq.edit' },
    schema: { tags, body: FaqWordTrialBody, response: { 200: FaqWordTrial } },
    handler: ({ body }) => wordTrial(app, body),
  });
  routes.route({
    method: 'GET',
    url: '/api/faq-words-export',
    config: { action: 'faq.edit' },
    schema: { tags, description: 'The pairs in force, as a file of a city’s own lexicon has them' },
    handler: async (_request, reply) =>
      reply.type('text/tab-separated-values; charset=utf-8').send(await exportWords(app.db)),
  });
}
