import type { Sql } from 'postgres';
import type { Clock } from './clock.ts';

const MAX_TIMER_MS = 2_000_000_000;
const STEP_LIMIT_MS = 2_000;
const SUSPECT_MS = 60_000;

/**
 * The production clock: the database's time carried on by this host's monotonic counter, so an
 * application host whose wall clock is wrong changes nothing (invariant I12). Follows the database
 * every `everyMs`; a step of more than 2 s between two readings makes the clock `suspect` for a
 * minute.
 */
export class DatabaseClock implements Clock {
  #baseEpochMs: number;
  #baseMonotonicMs: number;
  #suspectUntilMonotonicMs = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #sql: Sql;

  private constructor(sql: Sql, epochMs: number, monotonicMs: number) {
    this.#sql = sql;
    this.#baseEpochMs = epochMs;
    this.#baseMonotonicMs = monotonicMs;
  }

  /** Reads the database's time once and keeps following it. @throws when the database is away. */
  static async follow(sql: Sql, everyMs = 10_000): Promise<DatabaseClock> {
    const first = await readDatabaseTime(sql);
    const clock = new DatabaseClock(sql, first.epochMs, first.monotonicMs);
    clock.#timer = setInterval(() => void clock.#correct(), everyMs);
    clock.#timer.unref();
    return clock;
  }

  get suspect(): boolean {
    return performance.now() < this.#suspectUntilMonotonicMs;
  }

  now(): Temporal.Instant {
    const ms = this.#baseEpochMs + performance.now() - this.#baseMonotonicMs;
    return Temporal.Instant.fromEpochMilliseconds(Math.floor(ms));
  }

  waitUntil(at: Temporal.Instant, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout;
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const arm = () => {
        const left = at.epochMilliseconds - this.now().epochMilliseconds;
        if (left <= 0 || signal?.aborted) return done();
        timer = setTimeout(arm, Math.min(left, MAX_TIMER_MS));
      };
      signal?.addEventListener('abort', done, { once: true });
      arm();
    });
  }

  /** Stops following the database. */
  stop(): void {
    clearInterval(this.#timer);
  }

  async #correct(): Promise<void> {
    try {
      const read = await readDatabaseTime(this.#sql);
      const expected = this.#baseEpochMs + read.monotonicMs - this.#baseMonotonicMs;
      if (Math.abs(read.epochMs - expected) > STEP_LIMIT_MS) {
        this.#suspectUntilMonotonicMs = read.monotonicMs + SUSPECT_MS;
      }
      this.#baseEpochMs = read.epochMs;
      this.#baseMonotonicMs = read.monotonicMs;
    } catch {
      // The database is away: the monotonic counter carries on alone until it is back.
    }
  }
}

async function readDatabaseTime(sql: Sql): Promise<{ epochMs: number; monotonicMs: number }> {
  const before = performance.now();
  const [row] = await sql<{ ms: string }[]>`
    select (extract(epoch from clock_timestamp()) * 1000)::text as ms`;
  if (!row) throw new Error('the database did not tell its time');
  return { epochMs: Number(row.ms), monotonicMs: (before + performance.now()) / 2 };
}
