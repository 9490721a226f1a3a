import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { inTransaction } from '../commands/command.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import { removeEmptyQueues } from './empty-queues.ts';
import { task } from './enqueue.ts';
import { startJobs } from './worker.ts';

const done: string[] = [];
const work = task({
  name: 'test.work',
  payload: z.object({ id: z.string() }),
  run: async (app, { id }) => {
    const [row] = await app.sql`select current_user as role`;
    done.push(`${id} as ${row?.role}`);
    if (id === 'bad') throw new Error('refused');
  },
});
const modules = [{ name: 'jobs-test', tasks: [work] }];

let city: TestApp;
let killed: ChildProcess | undefined;
beforeEach(async () => {
  done.length = 0;
  city = await startTestApp({ modules });
});
afterEach(async () => {
  killed?.kill('SIGKILL');
  await city.close();
});

const queue = (...ids: string[]) =>
  inTransaction(city.caller(), async ({ enqueue }) => {
    for (const id of ids) enqueue(work, { id });
  });

test('jobs are carried out as the application role soon after their commit', async () => {
  const stop = await startJobs(city.app, modules, city.ownerUrl);
  await queue('a', 'b');
  await until(() => done.length === 2);
  expect(done.sort()).toEqual(['a as hotline_app', 'b as hotline_app']);
  await stop();
  expect(await city.app.sql`select * from job_worker`).toHaveLength(0);
});

test('a job of a transaction that was rolled back never runs', async () => {
  const stop = await startJobs(city.app, modules, city.ownerUrl);
  const failed = inTransaction(city.caller(), async ({ enqueue, write }) => {
    enqueue(work, { id: 'ghost' });
    write({ table: 'journal_inbox', columns: ['id'], rows: [{ id: 'no uuid' }] });
  });
  await expect(failed).rejects.toThrow();
  await queue('real');
  await until(() => done.length === 1);
  expect(done).toEqual(['real as hotline_app']);
  await stop();
});

test('a failed job stays queued with its reason, and is counted', async () => {
  const stop = await startJobs(city.app, modules, city.ownerUrl);
  await queue('bad');
  await until(() => done.length === 1);
  const failure = () => city.app.sql`
    select last_error from graphile_worker._private_jobs where locked_by is null`;
  await until(async () => (await failure()).length === 1);
  expect((await failure())[0]?.last_error).toContain('Error: refused');
  expect(await city.app.meters.metrics()).toContain(
    'job_run_total{task="test.work",result="failed"} 1',
  );
  await stop();
});

test('the job of a killed worker is taken over within seconds', async () => {
  const worker = spawn(
    process.execPath,
    [join(import.meta.dirname, 'fixtures/slow-worker.ts'), city.ownerUrl],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  killed = worker;
  await queue('orphan');
  const [line] = await once(worker.stdout, 'data');
  expect(String(line)).toBe('started orphan\n');
  const stop = await startJobs(city.app, modules, city.ownerUrl);
  // While the other lives its job is left alone, however long it takes: here longer than a dead
  // one's would be, by the beats of this one.
  const most = async () => (await city.app.sql`select max(beat)::int as beat from job_worker`)[0];
  const from = (await most())?.beat;
  await until(async () => (await most())?.beat > from + 8, 20_000);
  expect(done).toEqual([]);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  await until(() => done.length === 1, 8_000);
  expect(done).toEqual(['orphan as hotline_app']);
  await stop();
});

test('when every connection is cut the worker comes back by itself', async () => {
  const stop = await startJobs(city.app, modules, city.ownerUrl);
  await queue('before');
  await until(() => done.length === 1);
  const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  await owner`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await owner.end();
  await until(() =>
    queue('after')
      .then(() => true)
      .catch(() => false),
  );
  await until(() => done.length >= 2);
  expect(done[1]).toBe('after as hotline_app');
  await stop();
});

const queueIn = (name: string, id: string) =>
  inTransaction(city.caller(), async ({ enqueue }) => enqueue(work, { id }, { queue: name }));
const queues = async () => {
  const rows = await city.app.sql`select queue_name from graphile_worker._private_job_queues`;
  return rows.map((row) => row.queue_name);
};

test('a queue goes when its last job is done, and not before', async () => {
  await queueIn('call:1', 'first');
  await queueIn('call:2', 'second');
  expect(await removeEmptyQueues(city.app)).toBe(0);
  const stop = await startJobs(city.app, modules, city.ownerUrl);
  await until(async () => (await queues()).length === 0);
  expect(done).toHaveLength(2);
  await stop();
});

test('a job that is being added to an empty queue is not left without one', async () => {
  await city.app.sql`
    insert into graphile_worker._private_job_queues (queue_name) values ('call:1')`;
  const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  await owner.begin(async (tx) => {
    await tx`select graphile_worker.add_job('test.work', '{"id":"late"}', queue_name => 'call:1')`;
    // It still sees the queue as empty; it has to wait, and gives up.
    await expect(removeEmptyQueues(city.app)).rejects.toThrow('lock timeout');
  });
  await owner.end();
  const stop = await startJobs(city.app, modules, city.ownerUrl);
  await until(() => done.length === 1);
  await until(async () => (await queues()).length === 0);
  await stop();
});
