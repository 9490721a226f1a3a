import { setTimeout as sleep } from 'node:timers/promises';
import {
  type App,
  dedicatedConnection,
  inTransaction,
  newId,
  type TrunkEngine,
} from '@1999/platform';
import { takeEngineEvent } from '../../commands/take-engine-event.ts';
import { askEngine, authorization, STASIS_APP, sidOf, trunkOf } from './engine.ts';
import { type ChannelEvent, readEvent } from './events.ts';
import { InOrder } from './in-order.ts';
import { reconcileEngine } from './reconcile.ts';

/** How often a process that does not listen tries to become the one that does. */
const COMPETE_MS = 1_000;
const AGAIN_MS = 1_000;
/** How often a connection on which nothing comes is asked whether it still stands. */
const ASK_MS = 10_000;
/** So long without a connection, and an alarm is raised. */
const ALARM_MS = 15_000;
const TRIES = 3;

/**
 * Listens to the trunk's engines. An engine tells its events to one connection alone, so that one
 * process listens to each: the one that holds its lock in the database; when it ends another takes
 * over. Returns the way to stop.
 */
export function listenToEngines(app: App): () => Promise<void> {
  const engines = app.config.trunk?.engines ?? [];
  const stops = engines.map((engine) => listenTo(app, engine));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

function listenTo(app: App, engine: TrunkEngine): () => Promise<void> {
  const stopping = new AbortController();
  const sql = dedicatedConnection(app.sql);
  const pause = (ms: number) =>
    sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  const compete = async () => {
    while (!stopping.signal.aborted) {
      try {
        const [lock] = await sql<{ held: boolean }[]>`
          select pg_try_advisory_lock(hashtextextended(${`engine ${engine.name}`}, 1999)) as held`;
        if (lock?.held) await lead(app, engine, stopping.signal, pause);
        await sql`select pg_advisory_unlock_all()`;
      } catch (error) {
        app.log.warn({ err: error, engine: engine.name }, 'cannot compete for an engine');
      }
      await pause(COMPETE_MS);
    }
  };
  const loop = compete();
  return async () => {
    stopping.abort();
    await loop;
    await sql.end({ timeout: 1 });
  };
}

/** Connects again and again, until it is stopped or another connection has taken over. */
async function lead(
  app: App,
  engine: TrunkEngine,
  signal: AbortSignal,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  let awayMs = 0;
  while (!signal.aborted) {
    const end = await listenOnce(app, engine, signal).catch((error: unknown) => {
      app.log.warn({ err: error, engine: engine.name }, 'an engine cannot be reached');
      return 'away' as const;
    });
    if (end === 'replaced') return;
    if (end === 'away' && awayMs < ALARM_MS && awayMs + AGAIN_MS >= ALARM_MS) {
      await raiseAlarm(app, engine).catch(() => undefined);
    }
    awayMs = end === 'away' ? awayMs + AGAIN_MS : 0;
    await pause(AGAIN_MS);
  }
}

/** One connection, from its beginning to its end. @throws when none can be made. */
async function listenOnce(
  app: App,
  engine: TrunkEngine,
  signal: AbortSignal,
): Promise<'closed' | 'replaced'> {
  // Of a caller who hangs up Asterisk tells an application nothing more, unless it wants all.
  const query = `app=${STASIS_APP}&subscribeAll=true`;
  const url = `${engine.url.replace(/^http/, 'ws')}/events?${query}`;
  const headers = { authorization: authorization(trunkOf(app)) };
  // Node's own WebSocket takes headers, which its type, a browser's, does not know.
  const socket = new WebSocket(url, { headers } as unknown as string[]);
  const events = new InOrder();
  let replaced = false;
  const ended = new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  socket.addEventListener('message', ({ data }) => {
    const event = readEvent(data);
    if (!event) return;
    if (event.type === 'ApplicationReplaced') {
      replaced = true;
      return socket.close();
    }
    events.add(event.channel.id, () => take(app, engine, event));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('error', () => reject(new Error('no connection to the engine')));
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    const asking = setInterval(() => {
      askEngine(app, engine, 'GET', '/asterisk/ping').catch(() => socket.close());
    }, ASK_MS);
    try {
      if (!signal.aborted) await reconcileEngine(app, engine);
      await ended;
    } finally {
      clearInterval(asking);
    }
  } finally {
    socket.close();
    await events.idle();
  }
  return replaced ? 'replaced' : 'closed';
}

/** Takes one event; a caller whom the hotline cannot take in is told so by the engine itself. */
async function take(app: App, engine: TrunkEngine, event: ChannelEvent): Promise<void> {
  const caller = { app, actor: { kind: 'carrier', id: 'sip' } } as const;
  const sid = sidOf(engine, event.channel.id);
  for (let run = 1; run <= TRIES; run += 1) {
    try {
      return await takeEngineEvent(caller, sid, event);
    } catch (error) {
      app.log.error({ err: error, type: event.type, run }, 'an event of the trunk was not taken');
      if (run < TRIES) await sleep(AGAIN_MS);
    }
  }
  if (event.type !== 'StasisStart') return;
  const to = { context: 'unavailable', extension: 's', priority: 1 };
  await askEngine(app, engine, 'POST', `/channels/${event.channel.id}/continue`, to).catch(
    () => undefined,
  );
}

function raiseAlarm(app: App, { name }: TrunkEngine): Promise<void> {
  const caller = { app, actor: { kind: 'system', id: 'telephony.trunk' } } as const;
  return inTransaction(caller, ({ journal }) =>
    journal({
      subjectType: 'alarm',
      subjectId: newId(),
      type: 'alarm.raised',
      payload: { kind: 'engineAway', engine: name },
    }),
  );
}
