import { Counter } from 'prom-client';
import { Bell } from '../journal/bell.ts';
import type { App } from '../module/app.ts';
import type { Sweep } from '../module/module.ts';
import { describeFailure } from '../reactions/describe-failure.ts';
import { nextDues } from './next-due.ts';

/** Looks again this often, because other processes' commits ring no bell here. */
const LOOK_MS = 250;
/**
 * Least time between two looks, so that a stream of commits does not become a stream of queries.
 * The first commit after a quiet moment is answered at once.
 */
const BREATH_MS = 100;
/** How long a sweep rests that found in somebody else's hands what was due. */
const REST_MS = 20;
/** Where so many were due at once the next are likely to be by now: it goes on without asking. */
const SEVERAL = 2;
const MAX_BACKOFF_MS = 1_000;

/**
 * Runs each sweep the moment its next row is due: a timer is set for exactly then, set anew after
 * every commit of this process, and at the latest 250 ms later. One look asks for all sweeps; they
 * run side by side, and none waits for another. While the clock is suspect nothing is swept. Errors
 * are tried again within a second. Returns the way to stop, which lets what runs end.
 */
export function startSweeps(app: App, sweeps: readonly Sweep[]): () => Promise<void> {
  const stopping = new AbortController();
  const loop = new Sweeper(app, sweeps, stopping.signal).run();
  return async () => {
    stopping.abort();
    await loop;
  };
}

interface Next {
  readonly at: Temporal.Instant;
  readonly sweep: Sweep;
}

class Sweeper {
  readonly #app: App;
  readonly #sweeps: readonly Sweep[];
  readonly #signal: AbortSignal;
  readonly #failed: Counter;
  readonly #running = new Map<string, Promise<void>>();
  readonly #failures = new Map<string, number>();
  readonly #committed = new Bell();
  /** A sweep has come to its end: whether more is due for it is asked at once. */
  readonly #ended = new Bell();

  constructor(app: App, sweeps: readonly Sweep[], signal: AbortSignal) {
    this.#app = app;
    this.#sweeps = sweeps;
    this.#signal = signal;
    this.#failed = sweepFailures(app);
  }

  async run(): Promise<void> {
    const deaf = this.#app.wake.onCommit(this.#committed.ring);
    while (!this.#signal.aborted) {
      const next = this.#app.clock.suspect ? null : await this.#look();
      await this.#untilDue(next?.at ?? null);
      // What was waited for needs no look to begin.
      if (next && this.#isDue(next.at) && !this.#signal.aborted) this.#start(next.sweep);
    }
    deaf();
    await Promise.all(this.#running.values());
  }

  /** Starts what is due and not under way; returns what is due first of the others. */
  async #look(): Promise<Next | null> {
    let next: Next | null = null;
    const dues = await nextDues(this.#app, this.#sweeps).catch((error: unknown) => {
      this.#app.log.warn({ reason: describeFailure(error) }, 'sweeps wait for the database');
      return [];
    });
    for (const [nth, sweep] of this.#sweeps.entries()) {
      const due = dues[nth];
      if (!due || this.#running.has(sweep.name)) continue;
      if (this.#isDue(due)) this.#start(sweep);
      else if (!next || Temporal.Instant.compare(due, next.at) < 0) next = { at: due, sweep };
    }
    return next;
  }

  #isDue(at: Temporal.Instant): boolean {
    return !this.#app.clock.suspect && Temporal.Instant.compare(at, this.#app.clock.now()) <= 0;
  }

  #start(sweep: Sweep): void {
    const work = this.#sweep(sweep).finally(() => {
      this.#running.delete(sweep.name);
      this.#ended.ring();
    });
    this.#running.set(sweep.name, work);
  }

  async #sweep(sweep: Sweep): Promise<void> {
    try {
      let done = 0;
      for (let last = SEVERAL; last >= SEVERAL && this.#mayGoOn(); done += last) {
        last = await sweep.run(this.#app);
        this.#failures.delete(sweep.name);
      }
      if (done === 0) await new Bell().wait(REST_MS, this.#signal);
    } catch (error) {
      const failures = this.#failures.get(sweep.name) ?? 0;
      this.#failures.set(sweep.name, failures + 1);
      this.#failed.inc({ sweep: sweep.name });
      this.#app.log.warn({ sweep: sweep.name, reason: describeFailure(error) }, 'a sweep failed');
      await new Bell().wait(Math.min(50 * 2 ** failures, MAX_BACKOFF_MS), this.#signal);
    }
  }

  #mayGoOn(): boolean {
    return !this.#signal.aborted && !this.#app.clock.suspect;
  }

  /**
   * Waits for the due moment, the end of a sweep, the next look or a commit, whichever comes first.
   * A due moment that is known is answered when it comes; a commit, which may have brought an
   * earlier one, after a breath.
   */
  async #untilDue(next: Temporal.Instant | null): Promise<void> {
    const done = new AbortController();
    const stop = () => done.abort();
    this.#signal.addEventListener('abort', stop, { once: true });
    const looked = new Bell()
      .wait(BREATH_MS, done.signal)
      .then(() => this.#committed.wait(LOOK_MS, done.signal));
    const ended = this.#ended.wait(LOOK_MS + BREATH_MS, done.signal);
    const due = next ? [this.#app.clock.waitUntil(next, done.signal)] : [];
    await Promise.race([looked, ended, ...due]);
    this.#signal.removeEventListener('abort', stop);
    done.abort();
  }
}

function sweepFailures(app: App): Counter {
  const name = 'sweep_failed_total';
  return (
    (app.meters.getSingleMetric(name) as Counter | undefined) ??
    new Counter({
      name,
      help: 'Sweeps that failed and were tried again',
      labelNames: ['sweep'],
      registers: [app.meters],
    })
  );
}
