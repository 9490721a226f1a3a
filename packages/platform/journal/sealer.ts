import { Counter, Gauge } from 'prom-client';
import type { ReservedSql, Sql } from 'postgres';
import { wait } from '../clock/clock.ts';
import type { App } from '../module/app.ts';

/** The session advisory lock that makes one process the sealer; any number of our own. */
const SEALER_LOCK = 1_999_000_002;
const LOOK_MS = 50;
const COMPETE_MS = 250;
const BATCH = 1_000;
/** object_not_in_prerequisite_state: how `seal_journal` refuses an old fence. */
const OLD_FENCE = '55000';

export interface Sealed {
  /** How many rows got a position. */
  readonly sealed: number;
  /** The journal's last position. */
  readonly head: number;
  /** Age of the oldest row of the batch when it was sealed. */
  readonly lagMs: number;
}

/** Takes the seal: every other sealer's fence is void from now on. Returns the new fence. */
export async function takeSeal(sql: Sql | ReservedSql): Promise<string> {
  const [row] = await sql<{ fence: string }[]>`select take_journal_seal()::text as fence`;
  if (!row) throw new Error('the journal has no head');
  return row.fence;
}

/** Seals one batch of committed rows. @throws when `fence` was taken over by another sealer. */
export async function sealBatch(
  sql: Sql | ReservedSql,
  fence: string,
  max = BATCH,
): Promise<Sealed> {
  const [row] = await sql<{ sealed: number; head: string; lag_ms: number }[]>`
    select sealed, head::text, lag_ms from seal_journal(${fence}::bigint, ${max})`;
  if (!row) throw new Error('seal_journal answered nothing');
  return { sealed: row.sealed, head: Number(row.head), lagMs: row.lag_ms };
}
