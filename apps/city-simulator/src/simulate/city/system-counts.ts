import { OrderView } from '@1999/dispatch/contract';
import { Board } from '@1999/metrics/contract';
import { z } from 'zod';
import { average, type Counts } from '../domain/ledger.ts';
import { type Api, ApiProblem } from '../outside/api.ts';
import type { World } from './world.ts';

const AT_ONCE = 6;
const Answer = z.object({ score: z.number() });

/** The board's figures at one moment. @throws ApiProblem */
export async function readBoard(supervisor: Api): Promise<Board> {
  return supervisor.get('/api/board', Board);
}

/** Whether the board began a new day between the two, so that its counts cannot be compared. */
export function isAnotherDay(before: Board, after: Board): boolean {
  const day = ({ at }: Board) =>
    Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Taipei').toPlainDate().toString();
  return day(before) !== day(after);
}

/**
 * What the system says happened since `before`: from the board, as the difference of today's
 * counts; and how each order was acknowledged and each case was judged, from the API one by one.
 */
export async function systemCounts(world: World, supervisor: Api, before: Board): Promise<Counts> {
  const orders = await eachOf([...world.orders.keys()], (id) =>
    supervisor.get(`/api/orders/${id}`, OrderView),
  );
  const answers = await eachOf([...world.reporters.keys()], (id) =>
    supervisor.get(`/api/cases/${id}/survey-answer`, Answer).catch(notAnswered),
  );
  const { today } = await readBoard(supervisor);
  const since = before.today;
  const by = (via: 'app' | 'voice') =>
    orders.filter((order) => order.acknowledgements.some((one) => one.via === via)).length;
  return {
    callsPlaced: today.callsArrived - since.callsArrived,
    callsAnswered: today.callsAnswered - since.callsAnswered,
    callsAbandoned: today.callsAbandoned - since.callsAbandoned,
    casesOpened: today.casesOpened - since.casesOpened,
    ordersIssued: today.ordersIssued - since.ordersIssued,
    acknowledgedByApp: by('app'),
    acknowledgedByVoice: by('voice'),
    ordersClosed: today.ordersClosed - since.ordersClosed,
    surveysAnswered: today.surveysAnswered - since.surveysAnswered,
    surveyAverage: average(answers.flatMap((answer) => (answer ? [answer.score] : []))),
  };
}

function notAnswered(error: unknown): null {
  if (error instanceof ApiProblem && error.status === 404) return null;
  throw error;
}

/** Asks for each, a few at a time. */
async function eachOf<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  const waiting = [...ids];
  const work = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) answers.push(await ask(id));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}
