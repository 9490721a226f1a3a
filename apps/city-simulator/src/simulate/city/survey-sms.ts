import { SurveyScore } from '@1999/surveys/contract';
import { z } from 'zod';
import type { SurveyPlan } from '../domain/citizen-plan.ts';
import { surveyCodeIn } from '../domain/heard.ts';
import { Api } from '../outside/api.ts';
import type { Telephone } from '../outside/telephone.ts';
import type { World } from './world.ts';

const WAIT_MS = 86_400_000;
const answered = z.object({ score: SurveyScore });

/** Waits for the survey's link among the text messages, opens it, and answers as planned. */
export async function answerSurveySms(
  world: World,
  phone: Telephone,
  plan: SurveyPlan | null,
  oldMessages: ReadonlySet<string>,
): Promise<void> {
  const link = () =>
    phone.view?.messages
      .filter((message) => message.incoming && !oldMessages.has(message.sid))
      .map((message) => surveyCodeIn(message.body))
      .find((code) => code !== null);
  await phone.until(() => link() !== undefined, WAIT_MS, world.over.signal);
  const code = link();
  if (!code || !plan || !(await world.pause(plan.afterMs))) return;
  const api = new Api(world.url, world.scheduler);
  await api.get(`/api/surveys/${code}`, z.object({ state: z.literal('open') }));
  const body = { score: plan.score, ...(plan.comment ? { comment: plan.comment } : {}) };
  await api.post(`/api/surveys/${code}/answer`, body, answered);
  world.ledger.surveyAnswered(plan.score);
}
