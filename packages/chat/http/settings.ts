import type { App } from '@1999/platform';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { setHours } from '../commands/set-hours.ts';
import { ChatSettings, SetChatBody } from '../contract.ts';
import { chatSettings } from '../queries/settings.ts';

const tags = ['chats'];

/** When persons may be asked for in a chat, and from which wait on a call back is offered. */
export function settingsRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  const config = { action: 'chat.set' };
  routes.route({
    method: 'GET',
    url: '/api/chat-settings',
    config,
    schema: { tags, response: { 200: ChatSettings } },
    handler: () => chatSettings(app.db),
  });
  routes.route({
    method: 'PUT',
    url: '/api/chat-settings',
    config,
    schema: { tags, body: SetChatBody, response: { 200: ChatSettings } },
    handler: async ({ caller, body }) => {
      await setHours(caller, body);
      return chatSettings(app.db);
    },
  });
}
