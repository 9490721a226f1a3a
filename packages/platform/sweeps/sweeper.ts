import { Counter } from 'prom-client';
import { Bell } from '../journal/bell.ts';
import type { App } from '../module/app.ts';
import type { Sweep } from '../module/module.ts';
import { describeFailure } from '../reactions/describe-failure.ts';

/** Looks again this often, because other processes' commits ring no bell here. */
const LOOK_MS = 250;
/**
 * Least time between two looks, so that a stream of commits does not become a stream of queries:
 * every sweep of the house looks. The first commit after a quiet moment is answered at once.
 */
const BREATH_MS = 100;
const MAX_BACKOFF_MS = 1_000;

/**
 * Runs each sweep the moment its next row is due: a timer is set for exactly then, set anew after
 * every commit of this process, and at the latest 250 ms later. While the clock is suspect nothing
 * is swept. Errors are tried again within a second. Returns the way to stop.
 */
export function startSweeps(app: App, sweeps: readonly Sweep[]): () => Promise<void> {
  const stopping = new AbortController();
  const loops = sweeps.map((sweep) => keepSweeping(app, sweep, stopping.signal));
  return async () => {
    stopping.abort();
    await Promise.all(loops);
  };
}

async function keepSweeping(app: App, sweep: Sweep, signal: AbortSignal): Promise<void> {
  const failed = sweepFailures(app);
  let failures = 0;
  const bell = new Bell();
  const deaf = app.wake.onCommit(bell.ring);
  while (!signal.aborted) {
    try {
      const next = app.clock.suspect ? null : await sweepThenAsk(app, sweep, signal);
      failures = 0;
      await untilDue(app, next, bell, signal);
    } catch (error) {
      failed.inc({ sweep: sweep.name });
      app.log.warn({ sweep: sweep.name, reason: describeFailure(error) }, 'a sweep failed');
      await new Bell().wait(Math.min(50 * 2 ** failures++, MAX_BACKOFF_MS), signal);
    }
  }
  deaf();
}

/** Does all that is due, then says when the next row will be. */
async function sweepThenAsk(
  app: App,
  sweep: Sweep,
  signal: AbortSignal,
): Promise<Temporal.Instant | null> {
  const due = await sweep.nextDue(app);
  if (!due || Temporal.Instant.compare(due, app.clock.now()) > 0) return due;
  while (!signal.aborted && (await sweep.run(app)) > 0);
  return sweep.nextDue(app);
}

/**
 * Waits for the due moment, the next look, or a commit, whichever comes first. A due moment that is
 * known is answered when it comes; a commit, which may have brought an earlier one, after a breath.
 */
async function untilDue(
  app: App,
  next: Temporal.Instant | null,
  committed: Bell,
  signal: AbortSignal,
): Promise<void> {
  const done = new AbortController();
  const stop = () => done.abort();
  signal.addEventListener('abort', stop, { once: true });
  const looked = new Bell()
    .wait(BREATH_MS, done.signal)
    .then(() => committed.wait(LOOK_MS, done.signal));
  await Promise.race(next ? [looked, app.clock.waitUntil(next, done.signal)] : [looked]);
  signal.removeEventListener('abort', stop);
  done.abort();
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
