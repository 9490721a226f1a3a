import { type App, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { handOnChat } from '../commands/hand-on-chat.ts';
import { ChatColleague, HandOnChatBody } from '../contract.ts';
import { colleaguesFor } from '../queries/colleagues.ts';
import { holdToAgent } from './own-chat.ts';
import { sendPhoto } from './report.ts';

const tags = ['chats'];
const params = z.strictObject({ id: Id });

/** What the agent sees beside the words, and to whom the chat may go next. */
export function handOnRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  const config = { action: 'chat.handle' };
  routes.route({
    method: 'GET',
    url: '/api/chats/:id/colleagues',
    config,
    schema: { tags, params, response: { 200: z.array(ChatColleague) } },
    handler: async (request) => {
      const agentId = userOf(request);
      await holdToAgent(app, request.params.id, agentId);
      return colleaguesFor(app, request.params.id, agentId);
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/chats/:id/hand-on',
    config,
    schema: { tags, params, body: HandOnChatBody, response: { 204: z.null() } },
    handler: async (request, reply) => {
      const [chatId, agentId] = [request.params.id, userOf(request)];
      await handOnChat(request.caller, { chatId, agentId, where: request.body });
      return reply.code(204).send(null);
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/chats/:id/photos/:photoId',
    config: { action: 'chat.read' },
    schema: { tags, params: params.extend({ photoId: Id }) },
    handler: async (request, reply) => {
      const { id, photoId } = request.params;
      if (request.scope === 'own') await holdToAgent(app, id, userOf(request));
      return sendPhoto(app, reply, id, photoId);
    },
  });
}
