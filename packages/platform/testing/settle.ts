import { Logger, runOnce } from 'graphile-worker';
import type { Pool } from 'pg';
import { taskList } from '../jobs/task-list.ts';
import { sealBatch, takeSeal } from '../journal/sealer.ts';
import type { App } from '../module/app.ts';
import type { Module } from '../module/module.ts';
import { reactionsBehind, reactionsOf, reactOnce, registerReactions } from '../reactions/react.ts';
import { nextDues } from '../sweeps/next-due.ts';

const MAX_ROUNDS = 200;
const silent = new Logger(() => () => {});

/**
 * Does in this process, in one order, what a worker does all the time: seals the journal, then runs
 * reactions, due sweeps and waiting jobs (by `jobs`), until a whole round finds nothing to do.
 * @throws when it is not quiet after 200 rounds, and with the cause when a reaction or a job failed.
 */
export async function settle(app: App, modules: readonly Module[], jobs: Pool): Promise<void> {
  await registerReactions(app, reactionsOf(modules));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const moved =
      (await sealAll(app)) +
      (await reactToAll(app, modules)) +
      (await sweepDue(app, modules)) +
      (await runJobs(app, modules, jobs));
    if (moved === 0) return;
  }
  throw new Error(`not quiet after ${MAX_ROUNDS} rounds: something causes itself again and again`);
}

async function sealAll(app: App): Promise<number> {
  const [inbox] = await app.sql<{ waiting: boolean }[]>`
    select exists (select from journal_inbox) as waiting`;
  if (!inbox?.waiting) return 0;
  const fence = await takeSeal(app.sql);
  let total = 0;
  for (;;) {
    const { sealed } = await sealBatch(app.sql, fence);
    if (sealed === 0) break;
    total += sealed;
  }
  app.wake.sealed();
  return total;
}

async function reactToAll(app: App, modules: readonly Module[]): Promise<number> {
  const behind = new Set(await reactionsBehind(app));
  let events = 0;
  for (const reaction of reactionsOf(modules)) {
    if (!behind.has(reaction.name)) continue;
    for (;;) {
      const answered = await reactOnce(app, reaction);
      if (typeof answered !== 'number') break;
      events += answered;
    }
  }
  return events;
}

async function sweepDue(app: App, modules: readonly Module[]): Promise<number> {
  let rows = 0;
  const sweeps = modules.flatMap((module) => module.sweeps ?? []);
  for (const [nth, due] of (await nextDues(app, sweeps)).entries()) {
    const sweep = sweeps[nth];
    if (sweep && due && Temporal.Instant.compare(due, app.clock.now()) <= 0)
      rows += await sweep.run(app);
  }
  return rows;
}

async function runJobs(app: App, modules: readonly Module[], pgPool: Pool): Promise<number> {
  const names = modules.flatMap(({ tasks = [] }) => tasks.map(({ name }) => name));
  const [queue] = await app.sql<{ waiting: boolean }[]>`
    select exists (select from graphile_worker._private_jobs job
      join graphile_worker._private_tasks task on task.id = job.task_id
      where job.is_available and job.run_at <= now() and task.identifier = any(${names})) as waiting`;
  if (!queue?.waiting) return 0;
  let ran = 0;
  const failures: string[] = [];
  const tasks = taskList(app, modules, (task, failure) => {
    ran += 1;
    if (failure) failures.push(`job ${task} failed: ${failure}`);
  });
  await runOnce({ pgPool, noHandleSignals: true, logger: silent }, tasks);
  if (failures.length > 0) throw new Error(failures.join('\n'));
  // What waits may be passed over for a moment, when its queue is still in somebody's hands.
  return Math.max(ran, 1);
}
