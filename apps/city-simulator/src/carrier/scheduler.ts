/**
 * The carrier's only source of time. Everything that waits (ringing, speech, pauses, digit
 * time-outs, web hook time-outs) asks a `Scheduler`, so a test can hold the clock in its hand.
 */
export interface Scheduler {
  /** The present instant, in milliseconds since the epoch. */
  now(): number;
  /** Runs `work` once, `ms` milliseconds from now; the returned function calls it off. */
  after(ms: number, work: () => void): () => void;
}

/** Thrown out of a wait when the call was hung up, redirected or moved on. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** The scheduler of a running carrier: the host's timers on a monotonic base. */
export function realScheduler(): Scheduler {
  const base = Temporal.Now.instant().epochMilliseconds - performance.now();
  return {
    now: () => Math.round(base + performance.now()),
    after(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  };
}

export interface VirtualScheduler extends Scheduler {
  /** Moves the clock on by `ms`, running what falls due in its order. */
  advance(ms: number): Promise<void>;
}

/** A scheduler that stands still until told to move; for tests. */
export function virtualScheduler(startMs = 1_798_761_600_000): VirtualScheduler {
  let now = startMs;
  let waiting: { due: number; work: () => void }[] = [];
  return {
    now: () => now,
    after(ms, work) {
      const entry = { due: now + ms, work };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    async advance(ms) {
      const end = now + ms;
      // What has just been answered over HTTP sets its timers first.
      for (let turn = 0; turn < 3; turn += 1) await nextTurn();
      for (;;) {
        const next = waiting.filter((e) => e.due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        waiting = waiting.filter((e) => e !== next);
        now = Math.max(now, next.due);
        next.work();
        await nextTurn();
      }
      now = end;
      await nextTurn();
    },
  };
}

/** Lets work that is already due (promises, immediate callbacks) run first. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Waits `ms` milliseconds. @throws Interrupted as soon as `signal` is aborted. */
export function sleep(scheduler: Scheduler, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(new Interrupted());
  if (ms <= 0) return nextTurn();
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      cancel();
      reject(new Interrupted());
    };
    const cancel = scheduler.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Waits until `signal` is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}
