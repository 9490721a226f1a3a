import { type App, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { answerSurvey } from '../commands/answer-survey.ts';
import { AnswerSurvey, SurveyCode, SurveyScore, SurveyView } from '../contract.ts';
import { answerOfCase } from '../queries/answer-of-case.ts';
import { surveyByCode } from '../queries/survey-by-code.ts';

const tags = ['surveys'];
const params = z.strictObject({ code: SurveyCode });

/** The survey's page for the citizen, and the answer beside the case for the staff. */
export function surveyRoutes(server: FastifyInstance, app: App): void {
  const routes = server.withTypeProvider<ZodTypeProvider>();
  routes.route({
    method: 'GET',
    url: '/api/surveys/:code',
    config: { action: 'survey.read', limit: 'publicWrite' },
    schema: { tags, params, response: { 200: SurveyView } },
    handler: ({ params }) => surveyByCode(app, params.code),
  });
  routes.route({
    method: 'POST',
    url: '/api/surveys/:code/answer',
    config: { action: 'survey.answer', limit: 'publicWrite' },
    schema: {
      tags,
      params,
      body: AnswerSurvey,
      response: { 200: z.object({ score: SurveyScore }) },
    },
    handler: ({ caller, params, body }) => answerSurvey(caller, { ...body, code: params.code }),
  });
  routes.route({
    method: 'GET',
    url: '/api/cases/:caseId/survey-answer',
    config: { action: 'survey.readAnswer' },
    schema: { tags, params: z.strictObject({ caseId: Id }) },
    handler: async ({ params }) => {
      const answer = await answerOfCase(app, params.caseId);
      if (!answer) throw new NotFound();
      return answer;
    },
  });
}
