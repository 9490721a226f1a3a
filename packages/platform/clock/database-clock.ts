import type { Sql } from 'postgres';
import type { Clock } from './clock.ts';
import { FollowedTime, type Reading } from './followed-time.ts';

const MAX_TIMER_MS = 2_000_000_000;

/**
 * The production clock: the database's time carried on by this host's monotonic counter, so an
 * application host whose wall clock is wrong changes nothing (invariant I12). Follows the database
 * every `everyMs`; what a step of it means is FollowedTime's to say.
 */
export class DatabaseClock implements Clock {
  #timer: NodeJS.Timeout | undefined;
  readonly #time: FollowedTime;
  readonly #sql: Sql;
  readonly #listeners = new Set<(stepMs: number) => void>();

  private constructor(sql: Sql, first: Reading) {
    this.#sql = sql;
    this.#time = new FollowedTime(first);
  }

  /** Reads the database's time once and keeps following it. @throws when the database is away. */
  static async follow(sql: Sql, everyMs = 10_000): Promise<DatabaseClock> {
    const clock = new DatabaseClock(sql, await readDatabaseTime(sql));
    clock.#timer = setInterval(() => void clock.#correct(), everyMs);
    clock.#timer.unref();
    return clock;
  }

  get suspect(): boolean {
    return this.#time.suspect(performance.now());
  }

  now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(Math.floor(this.#time.at(performance.now())));
  }

  /** Tells of each step of the database's time, in ms; returns the way to stop. */
  onStep(listener: (stepMs: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
      const stepMs = this.#time.read(await readDatabaseTime(this.#sql));
      if (stepMs !== 0) for (const listener of this.#listeners) listener(stepMs);
    } catch {
      // The database is away: the monotonic counter carries on alone until it is back.
    }
  }
}

async function readDatabaseTime(sql: Sql): Promise<Reading> {
  const before = performance.now();
  const [row] = await sql<{ ms: string }[]>`
    select (extract(epoch from clock_timestamp()) * 1000)::text as ms`;
  if (!row) throw new Error('the database did not tell its time');
  return { epochMs: Number(row.ms), monotonicMs: (before + performance.now()) / 2 };
}
