import { EventEmitter } from 'node:events';
import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import { Counter } from 'prom-client';
import { Bell } from '../journal/bell.ts';
import type { App } from '../module/app.ts';
import type { Module } from '../module/module.ts';
import { describeFailure } from '../reactions/describe-failure.ts';
import { keepQueuesFew } from './empty-queues.ts';
import { openJobPool } from './job-pool.ts';
import { keepAlive } from './liveness.ts';
import { taskList } from './task-list.ts';

const CONCURRENCY = 4;
const POLL_MS = 1_000;
const RESTART_MS = 500;
/** Jobs are fetched and signed off several at a time: each of either is a commit. */
const TOGETHER = { localQueue: { size: 2 * CONCURRENCY }, completeJobBatchDelay: 5 };

/**
 * Carries out all modules' queued jobs in this process, as the application role, four at a time,
 * beside other processes that do the same. When the runner falls, as it does when the database goes
 * away, it is started again. Returns the way to stop, which lets jobs in hand end.
 */
export async function startJobs(
  app: App,
  modules: readonly Module[],
  databaseUrl: string,
): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  let current: Runner | null = null;
  const stopTidying = keepQueuesFew(app);
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await runUntilStopped(app, modules, databaseUrl, stopping.signal, (runner) => {
          current = runner;
        });
      } catch (error) {
        app.log.warn({ reason: describeFailure(error) }, 'the job runner fell; starting it again');
      }
      current = null;
      await new Bell().wait(RESTART_MS, stopping.signal);
    }
  })();
  return async () => {
    stopping.abort();
    await current?.stop().catch(() => {});
    await Promise.all([loop, stopTidying()]);
  };
}

async function runUntilStopped(
  app: App,
  modules: readonly Module[],
  databaseUrl: string,
  signal: AbortSignal,
  started: (runner: Runner) => void,
): Promise<void> {
  const pool = openJobPool(app, databaseUrl, CONCURRENCY + 2);
  const events: WorkerEvents = new EventEmitter();
  let rest: (() => Promise<void>) | null = null;
  events.once('pool:create', ({ workerPool }) => {
    rest = keepAlive(app, workerPool.id);
  });
  try {
    const runner = await run(
      {
        pgPool: pool,
        concurrency: CONCURRENCY,
        pollInterval: POLL_MS,
        noHandleSignals: true,
        parsedCronItems: [],
        preset: { worker: TOGETHER },
        events,
        logger: jobLogger(app),
      },
      taskList(app, modules, countJobs(app)),
    );
    started(runner);
    if (signal.aborted) await runner.stop();
    await runner.promise;
  } finally {
    await (rest as (() => Promise<void>) | null)?.();
    await pool.end();
  }
}

/** The library's own words, one level down: it calls every job's start and end "info". */
function jobLogger(app: App): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') app.log.warn({ from: 'job queue' }, message);
    else if (level === 'warning') app.log.info({ from: 'job queue' }, message);
  });
}

function countJobs(app: App): (task: string, failure: string | null) => void {
  const name = 'job_run_total';
  const runs =
    (app.meters.getSingleMetric(name) as Counter<'task' | 'result'> | undefined) ??
    new Counter({
      name,
      help: 'Runs of queued jobs',
      labelNames: ['task', 'result'] as const,
      registers: [app.meters],
    });
  return (task, failure) => {
    runs.inc({ task, result: failure ? 'failed' : 'done' });
    if (failure) app.log.warn({ task, reason: failure }, 'a job failed and will be tried again');
  };
}
