import { performance } from 'node:perf_hooks';
import { type App, AppError, service } from '@1999/platform';

/** More messages at once than this one process should not take on. */
const MOST_IN_HAND = 60;
/** A process this busy keeps itself for calls and orders while several messages are in hand. */
const BUSY = 0.97;
const FEW = 6;
const SAMPLE_MS = 500;

/** How busy this process is with chats (invariant I25: chat is shed before calls and orders). */
class Overload {
  #inHand = 0;
  #busy = 0;
  #sampledAt = 0;
  #last = performance.eventLoopUtilization();

  /** Runs one message's work. @throws AppError 503 with Retry-After when there is too much already. */
  async within<R>(work: () => Promise<R>): Promise<R> {
    if (this.#isTooMuch()) {
      throw new AppError(503, 'overloaded', 'Too many chats at this moment; try again shortly.', {
        retryAfterSeconds: 5,
      });
    }
    this.#inHand += 1;
    try {
      return await work();
    } finally {
      this.#inHand -= 1;
    }
  }

  /** For tests, and for whoever must make room. */
  fill(inHand: number): void {
    this.#inHand += inHand;
  }

  #isTooMuch(): boolean {
    const now = performance.now();
    if (now - this.#sampledAt > SAMPLE_MS) {
      this.#sampledAt = now;
      const seen = performance.eventLoopUtilization();
      this.#busy = performance.eventLoopUtilization(seen, this.#last).utilization;
      this.#last = seen;
    }
    return this.#inHand >= MOST_IN_HAND || (this.#inHand >= FEW && this.#busy > BUSY);
  }
}

export const overload = service('chat.overload', () => new Overload());

/** Runs `work` unless the process has too many chats in hand; `urgent` work is never shed. */
export function unlessOverloaded<R>(app: App, urgent: boolean, work: () => Promise<R>): Promise<R> {
  return urgent ? work() : app.services.get(overload).within(work);
}
