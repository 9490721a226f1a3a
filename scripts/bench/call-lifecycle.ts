import postgres from 'postgres';
import { io } from 'socket.io-client';
import { type Bench, eachRun, rateOf } from './bench.ts';
import type { Telephone } from './carrier.ts';
import { type HotlineUnderTest, withHotline } from './hotline-under-test.ts';

const AGENTS = 6;
const RUN_MS = 5_000;
const COMMIT_MS = 2_000;

/** An agent who answers what rings: each answered call is handed to whoever waits for it. */
type Answered = Map<string, (desk: Desk) => void>;

interface Desk {
  /** Files the call that has just ended; the agent is ready again. */
  wrapUp(callId: string): Promise<void>;
}

/**
 * Whole calls a second: arrives, presses two keys, waits, is offered over the socket and answered,
 * ends at the carrier, is wrapped up. As many callers as agents. Beside the rate at which the same
 * server commits single rows on as many connections.
 */
export const callLifecycle: Bench = {
  withinSeconds: 50,
  measure: (signal) =>
    withHotline(signal, async (hotline) => {
      const references = await eachRun(() => commitsPerSecond(hotline));
      const answered: Answered = new Map();
      for (let number = 1; number <= AGENTS; number++) {
        await seatAgent(hotline, `agent${number}`, answered);
      }
      const once = () => wholeCall(hotline.telephone(), answered);
      await rateOf(AGENTS, 1_000, once);
      const values = await eachRun(async () => (await rateOf(AGENTS, RUN_MS, once)).perSecond);
      const referenceName = 'commits of one row each';
      return [{ name: 'call-lifecycle', unit: '/s', values, referenceName, references }];
    }),
};

async function wholeCall(telephone: Telephone, answered: Answered): Promise<void> {
  await telephone.dial();
  await telephone.press('1');
  await telephone.press('2');
  const { callId } = telephone;
  const desk = await new Promise<Desk>((resolve) => answered.set(callId, resolve));
  await telephone.hangUp();
  await desk.wrapUp(callId);
}

/** Signs an agent in, who hears on the socket what rings, as the console does, and answers it. */
async function seatAgent(
  { url, signIn }: HotlineUnderTest,
  username: string,
  answered: Answered,
): Promise<void> {
  const { http, token, userId } = await signIn(username, 2);
  const desk: Desk = {
    wrapUp: async (callId) => {
      await http.json('POST', `/api/calls/${callId}/wrap-up`, { code: 'enquiryAnswered' });
    },
  };
  const answer = async () => {
    const { offer } = await http.json<{ offer: { offerId: string } | null }>(
      'GET',
      '/api/offers/current',
    );
    if (!offer) return;
    const path = `/api/offers/${offer.offerId}/answer`;
    const { callId } = await http.json<{ callId: string }>('POST', path, {});
    answered.get(callId)?.(desk);
    answered.delete(callId);
  };
  const socket = io(url, { transports: ['websocket'], auth: { token } });
  socket.on('event', ({ type }: { type: string }) => {
    if (type === 'queueEntry.offered') void answer();
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  await socket.emitWithAck('subscribe', { topics: [`agent:${userId}`] });
  await http.json('PUT', '/api/agents/me/state', { state: 'ready' });
}

async function commitsPerSecond({ databaseUrl }: HotlineUnderTest): Promise<number> {
  const sql = postgres(databaseUrl, { max: AGENTS, onnotice: () => {} });
  try {
    await sql`create table if not exists public.bench_commit (id bigint generated always as identity)`;
    const once = () => sql`insert into public.bench_commit default values`;
    await rateOf(AGENTS, 200, once);
    return (await rateOf(AGENTS, COMMIT_MS, once)).perSecond;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
