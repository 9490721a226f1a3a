import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { dedicatedConnection } from '../database/dedicated.ts';
import type { App } from '../module/app.ts';
import { describeFailure } from '../reactions/describe-failure.ts';
import { Bell } from './bell.ts';
import { journalMeters } from './meters.ts';

/** The session advisory lock whose holder seals; any number of our own. */
const SEALER_LOCK = 1_999_000_002;
/** How long a committed row waits for the sealer at most, when no bell rings. */
const LOOK_MS = 50;
/** Least time between two seals, so that a stream of commits does not become a stream of seals. */
const BREATH_MS = 8;
/** How often a process that does not seal tries to become the one that does. */
const COMPETE_MS = 250;
const BATCH = 1_000;

export interface Sealed {
  /** How many rows got a position. */
  readonly sealed: number;
  /** The journal's last position. */
  readonly head: number;
  /** Age in milliseconds of the oldest row of the batch when it was sealed. */
  readonly lagMs: number;
}

/** Takes the seal: every other sealer's fence is void from now on. Returns the new fence. */
export async function takeSeal(sql: Sql): Promise<string> {
  const [row] = await sql<{ fence: string }[]>`select take_journal_seal()::text as fence`;
  if (!row) throw new Error('the journal has no head');
  return row.fence;
}

/** Seals one batch of committed rows. @throws when `fence` was taken over by another sealer. */
export async function sealBatch(sql: Sql, fence: string, max = BATCH): Promise<Sealed> {
  const [row] = await sql<{ sealed: number; head: string; lag_ms: number }[]>`
    select sealed, head::text, lag_ms from seal_journal(${fence}::bigint, ${max})`;
  if (!row) throw new Error('seal_journal answered nothing');
  return { sealed: row.sealed, head: Number(row.head), lagMs: row.lag_ms };
}

/**
 * Competes to be the one sealer, and seals while it is: at once after a commit in this process that
 * follows a quiet moment, within 8 ms in a stream of them, else within 50 ms. When the leader's
 * connection ends, its lock goes and another process takes over; should the old one live on, its
 * fence is void. Returns the way to stop.
 */
export function startSealer(app: App): () => Promise<void> {
  const stopping = new AbortController();
  const bell = new Bell();
  const deaf = app.wake.onCommit(bell.ring);
  const sql = dedicatedConnection(app.sql);
  const loop = compete(app, sql, bell, stopping.signal);
  return async () => {
    stopping.abort();
    deaf();
    await loop;
    await sql.end({ timeout: 1 });
  };
}

async function compete(app: App, sql: Sql, bell: Bell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const [lock] = await sql<{ held: boolean }[]>`
        select pg_try_advisory_lock(${SEALER_LOCK}) as held`;
      if (lock?.held) await lead(app, sql, bell, signal);
    } catch (error) {
      app.log.warn({ reason: describeFailure(error) }, 'lost the journal seal; competing again');
      await sql`select pg_advisory_unlock_all()`.catch(() => {});
    }
    await bell.wait(COMPETE_MS, signal);
  }
}

async function lead(app: App, sql: Sql, bell: Bell, signal: AbortSignal): Promise<void> {
  const meters = journalMeters(app);
  const fence = await takeSeal(sql);
  app.log.info({ fence }, 'this process seals the journal');
  while (!signal.aborted) {
    const breath = pause(BREATH_MS);
    const { sealed, head, lagMs } = await sealBatch(sql, fence);
    if (sealed > 0) {
      meters.sealed.inc(sealed);
      meters.lag.observe(lagMs / 1000);
      app.wake.sealed(head);
    }
    if (sealed === BATCH) continue;
    await bell.wait(LOOK_MS, signal);
    await breath;
  }
}
