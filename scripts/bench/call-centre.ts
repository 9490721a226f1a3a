import { hash } from '@node-rs/argon2';
import { io } from 'socket.io-client';
import { pause } from './bench.ts';
import type { HotlineUnderTest } from './hotline-under-test.ts';

const PASSWORD = 'demo1999';
const SEATED_AT_ONCE = 8;
/** After how long an agent's console takes a fresh token at the latest; well within the life of one. */
const RENEW_MS = 120_000;

/** Agents at their desks, and callers who ring them. */
export interface CallCentre {
  /**
   * One call from its arrival to its wrap-up: the carrier's web hooks (arrives, two keypresses, the
   * agent's line asks and joins, the line ends), and in between the agent's console (told by its
   * socket that something rings, answers, files the call).
   */
  lifecycle(handlingMs: number): Promise<void>;
  /** How many calls were begun so far. */
  readonly begun: () => number;
  close(): void;
}

interface Desk {
  readonly agentId: string;
  wrapUp(callId: string): Promise<void>;
}

/** Agents who answer what rings: each answered call is handed to whoever waits for it. */
type Answered = Map<string, (desk: Desk) => void>;

/** Seats so many agents of the demo city and, where it has too few, of a second city like it. */
export async function openCallCentre(
  hotline: HotlineUnderTest,
  agents: number,
): Promise<CallCentre> {
  const answered: Answered = new Map();
  const names = await agentNames(hotline, agents);
  const leave: (() => void)[] = [];
  const seat = async () => {
    for (let name = names.pop(); name; name = names.pop()) {
      leave.push(await seatAgent(hotline, name, answered));
    }
  };
  await Promise.all(Array.from({ length: SEATED_AT_ONCE }, seat));
  let begun = 0;
  return {
    lifecycle: async (handlingMs) => {
      begun += 1;
      const telephone = hotline.telephone();
      await telephone.dial();
      await telephone.press('1');
      await telephone.press('2');
      const { callId } = telephone;
      const desk = await new Promise<Desk>((resolve) => answered.set(callId, resolve));
      await telephone.agentJoins(desk.agentId);
      if (handlingMs > 0) await pause(handlingMs);
      await telephone.hangUp();
      await desk.wrapUp(callId);
    },
    begun: () => begun,
    close: () => {
      for (const stand of leave) stand();
    },
  };
}

/**
 * The sign-in names of so many agents. They are copies of one of the demo city's, and their
 * password costs nothing to check: signing five hundred people in is not what is measured.
 */
async function agentNames({ sql }: HotlineUnderTest, agents: number): Promise<string[]> {
  const cheap = await hash(PASSWORD, { memoryCost: 64, timeCost: 1, parallelism: 1 });
  await sql.begin(async (tx) => {
    await tx`insert into app_user
      select (jsonb_populate_record(first, jsonb_build_object('id', gen_random_uuid(),
        'username', 'bench' || n, 'password_hash', ${cheap}::text))).*
      from app_user first, generate_series(1, ${agents}::int) n where first.username = 'agent3'`;
    await tx`insert into user_skill (user_id, skill_code, level)
      select u.id, s.skill_code, s.level from app_user u, user_skill s
      where u.username like 'bench%'
        and s.user_id = (select id from app_user where username = 'agent3')`;
  });
  return Array.from({ length: agents }, (_, n) => `bench${n + 1}`);
}

/**
 * Signs an agent in, who hears on the socket what rings, as the console does, and answers it.
 * Returns the way to leave.
 */
async function seatAgent(
  { url, signIn }: HotlineUnderTest,
  username: string,
  answered: Answered,
): Promise<() => void> {
  const { token, userId, http, renew } = await signIn(username, 1);
  const desk: Desk = {
    agentId: userId,
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
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth: { token } });
  // What is under way when the agents leave ends somehow.
  const ifSeated = (error: unknown) => {
    if (socket.connected) throw error;
  };
  socket.on('event', ({ type }: { type: string }) => {
    if (type !== 'queueEntry.offered') return;
    answer().catch(ifSeated);
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  socket.once('disconnect', (reason) => {
    if (reason !== 'io client disconnect') throw new Error(`${username} hears nothing: ${reason}`);
  });
  await socket.emitWithAck('subscribe', { topics: [`agent:${userId}`] });
  await http.json('PUT', '/api/agents/me/state', { state: 'ready' });
  const stay = async () => {
    const token = await renew();
    const answer: { error?: unknown } = await socket.emitWithAck('refresh', { token });
    if (answer.error) throw new Error(`no fresh token: ${JSON.stringify(answer.error)}`);
  };
  // Not all at once.
  const renewing = setInterval(() => stay().catch(ifSeated), RENEW_MS * (0.5 + Math.random() / 2));
  return () => {
    clearInterval(renewing);
    socket.close();
  };
}
