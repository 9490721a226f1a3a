import { type App, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { answerHelp, askHelp } from '../commands/ask-help.ts';
import { HelpCall } from '../contract.ts';
import { openHelpCalls } from '../queries/help-calls.ts';

const tags = ['routing'];

/** The agents' silent key, and the supervisors' answer. */
export function helpRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'POST',
    url: '/api/agents/me/help',
    config: { action: 'agent.askHelp' },
    schema: { tags, response: { 201: z.object({ helpId: Id }) } },
    handler: async (request, reply) =>
      reply.code(201).send(await askHelp(request.caller, { agentId: userOf(request) })),
  });
  routes.route({
    method: 'GET',
    url: '/api/help-calls',
    config: { action: 'agent.answerHelp' },
    schema: { tags, response: { 200: z.array(HelpCall) } },
    handler: () => openHelpCalls(app.db),
  });
  routes.route({
    method: 'POST',
    url: '/api/help-calls/:helpId/answer',
    config: { action: 'agent.answerHelp' },
    schema: { tags, params: z.strictObject({ helpId: Id }), response: { 204: z.null() } },
    handler: async (request, reply) => {
      await answerHelp(request.caller, { ...request.params, supervisorId: userOf(request) });
      return reply.code(204).send(null);
    },
  });
}
