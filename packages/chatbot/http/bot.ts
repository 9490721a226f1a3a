import type { App } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { handleQuestion } from '../commands/handle-question.ts';
import { switchBot } from '../commands/switch-bot.ts';
import {
  BotFigures,
  BotFiguresQuery,
  BotQuestion,
  BotQuestionsQuery,
  BotSettings,
  HandleQuestionBody,
  SetBotBody,
} from '../contract.ts';
import { botFigures } from '../queries/figures.ts';
import { botQuestion, botQuestions } from '../queries/questions.ts';
import { botSettings } from '../queries/settings.ts';

const tags = ['chatbot'];

/** The editors' side of the bot: what it could not answer, its figures, its switch. */
export function botRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/bot/questions',
    config: { action: 'bot.readLog' },
    schema: { tags, querystring: BotQuestionsQuery, response: { 200: z.array(BotQuestion) } },
    handler: ({ query }) => botQuestions(app, query),
  });
  routes.route({
    method: 'GET',
    url: '/api/bot/questions/:id',
    config: { action: 'bot.readLog' },
    schema: { tags, params: z.strictObject({ id: Id }), response: { 200: BotQuestion } },
    handler: ({ params }) => botQuestion(app, params.id),
  });
  routes.route({
    method: 'POST',
    url: '/api/bot/questions/:id/handled',
    config: { action: 'bot.handleQuestion' },
    schema: {
      tags,
      params: z.strictObject({ id: Id }),
      body: HandleQuestionBody,
      response: { 200: BotQuestion },
    },
    handler: async ({ caller, params, body }) => {
      await handleQuestion(caller, { ...body, id: params.id });
      return botQuestion(app, params.id);
    },
  });
  routes.route({
    method: 'GET',
    url: '/api/bot/figures',
    config: { action: 'bot.readLog' },
    schema: { tags, querystring: BotFiguresQuery, response: { 200: BotFigures } },
    handler: ({ query }) => botFigures(app, query),
  });
  routes.route({
    method: 'GET',
    url: '/api/bot/settings',
    config: { action: 'bot.switch' },
    schema: { tags, response: { 200: BotSettings } },
    handler: () => botSettings(app),
  });
  routes.route({
    method: 'PUT',
    url: '/api/bot/settings',
    config: { action: 'bot.switch' },
    schema: { tags, body: SetBotBody, response: { 200: BotSettings } },
    handler: async ({ caller, body }) => {
      await switchBot(caller, body);
      return botSettings(app);
    },
  });
}
