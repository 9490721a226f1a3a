import { type App, userOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { answerChat, endAsAgent, sayAsAgent, wrapUpChat } from '../commands/agent-chat.ts';
import { noteTyping } from '../commands/note-typing.ts';
import {
  AgentChatView,
  ChatMessage,
  ChatOffers,
  ChatRow,
  ChatsQuery,
  ChatViewQuery,
  SayBody,
  Typing,
  TypingBody,
  WrapUpChatBody,
} from '../contract.ts';
import { agentChatView, chatOffers, chats } from '../queries/agent-chats.ts';
import { chatRow, typingIn } from '../queries/chat-view.ts';
import { messagesOf } from '../queries/messages.ts';
import { holdToAgent } from './own-chat.ts';

const tags = ['chats'];
const params = z.strictObject({ id: Id });

/** The agent's side of chats: what rings, the inbox, the conversation, and its end. */
export function agentRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  const handle = { action: 'chat.handle' };
  const read = { action: 'chat.read' };
  const viewFor = (request: Pick<FastifyRequest, 'caller' | 'scope'>, id: string, after?: number) =>
    agentChatView(app, id, { actor: request.caller.actor, scope: request.scope }, after);
  routes.route({
    method: 'GET',
    url: '/api/chats',
    config: read,
    schema: { tags, querystring: ChatsQuery, response: { 200: z.array(ChatRow) } },
    handler: (request) =>
      chats(app, request.query, request.scope === 'own' ? userOf(request) : null),
  });
  routes.route({
    method: 'GET',
    url: '/api/chats/offers',
    config: handle,
    schema: { tags, response: { 200: ChatOffers } },
    handler: (request) => chatOffers(app, userOf(request)),
  });
  routes.route({
    method: 'POST',
    url: '/api/chats/offers/:offerId/answer',
    config: handle,
    schema: { tags, params: z.strictObject({ offerId: Id }), response: { 200: AgentChatView } },
    handler: async (request) => {
      const agentId = userOf(request);
      const { chatId } = await answerChat(request.caller, { ...request.params, agentId });
      return viewFor(request, chatId);
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/chats/:id',
    config: read,
    schema: { tags, params, querystring: ChatViewQuery, response: { 200: AgentChatView } },
    handler: (request) => viewFor(request, request.params.id, request.query.after),
  });
  routes.route({
    method: 'POST',
    url: '/api/chats/:id/messages',
    config: handle,
    schema: { tags, params, body: SayBody, response: { 200: ChatMessage } },
    handler: async (request) => {
      const chatId = request.params.id;
      const said = { ...request.body, chatId, agentId: userOf(request) };
      const { messageId } = await sayAsAgent(request.caller, said);
      const messages = await messagesOf(app, app.db, await chatRow(app, chatId));
      return messages.find(({ id }) => id === messageId) as ChatMessage;
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/chats/:id/typing',
    config: handle,
    schema: { tags, params, response: { 200: Typing } },
    handler: async (request) => {
      await holdToAgent(app, request.params.id, userOf(request));
      return typingIn(app, request.params.id);
    },
  });
  routes.route({
    method: 'PUT',
    url: '/api/chats/:id/typing',
    config: handle,
    schema: { tags, params, body: TypingBody, response: { 204: z.null() } },
    handler: async (request, reply) => {
      await holdToAgent(app, request.params.id, userOf(request));
      await noteTyping(app, request.params.id, 'agent', request.body.typing);
      return reply.code(204).send(null);
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/chats/:id/end',
    config: handle,
    schema: { tags, params, response: { 200: AgentChatView } },
    handler: async (request) => {
      const chatId = request.params.id;
      await endAsAgent(request.caller, { chatId, agentId: userOf(request) });
      return viewFor(request, chatId);
    },
  });
  routes.route({
    method: 'POST',
    url: '/api/chats/:id/wrap-up',
    config: handle,
    schema: { tags, params, body: WrapUpChatBody, response: { 200: AgentChatView } },
    handler: async (request) => {
      const chatId = request.params.id;
      await wrapUpChat(request.caller, { ...request.body, chatId, agentId: userOf(request) });
      return viewFor(request, chatId);
    },
  });
}
