import type { App } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { textEntry } from '../commands/text-entry.ts';
import { AssistAnswer, AssistBody, FaqTexted, TextFaqBody } from '../contract.ts';
import { assist } from '../queries/assist.ts';

const tags = ['knowledge'];

/** What an agent does with the knowledge base beside a call. */
export function consoleRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'POST',
    url: '/api/calls/:callId/faq-texts',
    config: { action: 'faq.text' },
    schema: {
      tags,
      params: z.strictObject({ callId: Id }),
      body: TextFaqBody,
      response: { 202: FaqTexted },
    },
    handler: async ({ caller, params, body }, reply) =>
      reply.code(202).send(await textEntry(caller, { ...body, ...params })),
  });
  routes.route({
    method: 'POST',
    url: '/api/assist',
    config: { action: 'faq.assist' },
    schema: { tags, body: AssistBody, response: { 200: AssistAnswer } },
    handler: ({ body }) => assist(app, body.text),
  });
}
