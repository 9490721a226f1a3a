import type { Clock } from './clock.ts';

interface Waiter {
  readonly at: Temporal.Instant;
  readonly resolve: () => void;
}

/** A clock in the hand of a test or a simulation: it moves only when it is told to. */
export class ManualClock implements Clock {
  #now: Temporal.Instant;
  #waiters: Waiter[] = [];
  suspect = false;

  constructor(start: Temporal.Instant | string = '2026-03-02T01:00:00Z') {
    this.#now = Temporal.Instant.from(start);
  }

  now(): Temporal.Instant {
    return this.#now;
  }

  waitUntil(at: Temporal.Instant, signal?: AbortSignal): Promise<void> {
    if (Temporal.Instant.compare(at, this.#now) <= 0 || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const waiter: Waiter = { at, resolve };
      this.#waiters.push(waiter);
      signal?.addEventListener(
        'abort',
        () => {
          this.#waiters = this.#waiters.filter((other) => other !== waiter);
          resolve();
        },
        { once: true },
      );
    });
  }

  /** Moves to `to`, releasing everyone who waited for a moment up to it, earliest first. */
  set(to: Temporal.Instant | string): void {
    this.#now = Temporal.Instant.from(to);
    const due = this.#waiters
      .filter((waiter) => Temporal.Instant.compare(waiter.at, this.#now) <= 0)
      .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
    this.#waiters = this.#waiters.filter((waiter) => !due.includes(waiter));
    for (const waiter of due) waiter.resolve();
  }

  /** Moves forward by a duration, such as `{ minutes: 15 }`. */
  advance(by: Temporal.DurationLike): void {
    this.set(this.#now.add(by));
  }
}
