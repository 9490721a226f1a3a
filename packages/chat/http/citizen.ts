import { rateAnswer } from '@1999/chatbot';
import { BotReply } from '@1999/chatbot/contract';
import { type App, signCapability } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { askForPerson } from '../commands/ask-for-person.ts';
import { endChat } from '../commands/end-chat.ts';
import { forgetOwnChat } from '../commands/forget-chat.ts';
import { leaveCallBack } from '../commands/leave-call-back.ts';
import { noteTyping } from '../commands/note-typing.ts';
import { openChat } from '../commands/open-chat.ts';
import { say } from '../commands/say.ts';
import { withdrawHandOver } from '../commands/withdraw-hand-over.ts';
import {
  CallBackBody,
  ChatView,
  ChatViewQuery,
  FiledReport,
  OpenChatBody,
  OpenedChat,
  RateBody,
  SayBody,
  Typing,
  TypingBody,
} from '../contract.ts';
import { chatView, typingIn } from '../queries/chat-view.ts';
import { filedCase } from '../queries/report-draft.ts';
import { ownChat } from './own-chat.ts';

const tags = ['chat'];
const params = z.strictObject({ id: Id });
/** A day: a citizen comes back to the same chat after lunch, not after a week. */
const TOKEN_SECONDS = 24 * 3_600;
const url = '/api/chat/sessions/:id';

/** The citizen's side of a chat: open, ask, rate, ask for a person, leave. */
export function citizenRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  const config = { action: 'chat.use' };
  routes.route({
    method: 'POST',
    url: '/api/chat/sessions',
    config: { action: 'chat.open', limit: 'publicWrite' },
    schema: {
      tags,
      body: OpenChatBody.nullish().transform((body) => body ?? {}),
      response: { 201: OpenedChat },
    },
    handler: async ({ caller, body }, reply) => {
      // Without the key's receipt: a token is not kept anywhere, so each request opens its own.
      const { id } = await openChat({ app, actor: caller.actor }, body);
      return reply.code(201).send({ id, token: signCapability(server, 'chat', id, TOKEN_SECONDS) });
    },
  });
  routes.route({
    method: 'GET',
    url,
    config,
    schema: { tags, params, querystring: ChatViewQuery, response: { 200: ChatView } },
    handler: (request) => chatView(app, ownChat(request, request.params.id), request.query.after),
  });
  routes.route({
    method: 'POST',
    url: `${url}/messages`,
    config: { ...config, limit: 'publicWrite' },
    schema: { tags, params, body: SayBody, response: { 200: BotReply } },
    handler: (request) =>
      say(request.caller, {
        sessionId: ownChat(request, request.params.id),
        text: request.body.text,
        address: request.ip.slice(0, 100),
      }),
  });
  routes.route({
    method: 'PUT',
    url: `${url}/messages/:messageId/rating`,
    config,
    schema: {
      tags,
      params: params.extend({ messageId: Id }),
      body: RateBody,
      response: { 200: RateBody },
    },
    handler: (request) =>
      rateAnswer(request.caller, {
        sessionId: ownChat(request, request.params.id),
        id: request.params.messageId,
        thumb: request.body.thumb,
      }),
  });
  routes.route({
    method: 'POST',
    url: `${url}/hand-over`,
    config,
    schema: { tags, params, response: { 200: ChatView } },
    handler: async (request) => {
      const sessionId = ownChat(request, request.params.id);
      await askForPerson(request.caller, { sessionId });
      return chatView(app, sessionId);
    },
  });
  routes.route({
    method: 'DELETE',
    url: `${url}/hand-over`,
    config,
    schema: { tags, params, response: { 200: ChatView } },
    handler: async (request) => {
      const sessionId = ownChat(request, request.params.id);
      await withdrawHandOver(request.caller, { sessionId });
      return chatView(app, sessionId);
    },
  });
  routes.route({
    method: 'POST',
    url: `${url}/call-back`,
    config: { ...config, limit: 'publicWrite' },
    schema: { tags, params, body: CallBackBody, response: { 200: FiledReport } },
    handler: async (request) => {
      const sessionId = ownChat(request, request.params.id);
      const { caseId } = await leaveCallBack(request.caller, { ...request.body, sessionId });
      return filedCase(app, app.db, caseId);
    },
  });
  routes.route({
    method: 'GET',
    url: `${url}/typing`,
    config,
    schema: { tags, params, response: { 200: Typing } },
    handler: (request) => typingIn(app, ownChat(request, request.params.id)),
  });
  routes.route({
    method: 'PUT',
    url: `${url}/typing`,
    config,
    schema: { tags, params, body: TypingBody, response: { 204: z.null() } },
    handler: async (request, reply) => {
      const id = ownChat(request, request.params.id);
      await noteTyping(app, id, 'citizen', request.body.typing);
      return reply.code(204).send(null);
    },
  });
  routes.route({
    method: 'POST',
    url: `${url}/end`,
    config,
    schema: { tags, params, response: { 200: ChatView } },
    handler: async (request) => {
      const sessionId = ownChat(request, request.params.id);
      await endChat(request.caller, { sessionId });
      return chatView(app, sessionId);
    },
  });
  routes.route({
    method: 'DELETE',
    url,
    config,
    schema: { tags, params, response: { 204: z.null() } },
    handler: async (request, reply) => {
      await forgetOwnChat(request.caller, { sessionId: ownChat(request, request.params.id) });
      return reply.code(204).send(null);
    },
  });
}
