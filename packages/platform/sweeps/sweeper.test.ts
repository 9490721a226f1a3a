import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../commands/command.ts';
import type { Sweep } from '../module/module.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import { nextDues } from './next-due.ts';
import { startSweeps } from './sweeper.ts';

let city: TestApp;
let owner: Sql;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
  owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  await owner`create table egg (pan text not null, due timestamptz not null)`;
  await owner`grant select, update, delete on egg to hotline_app`;
});
beforeEach(() => owner`delete from egg`);
afterAll(async () => {
  await owner.end();
  await city.close();
});

/** A sweep over the eggs of one pan; `swept` tells when on the clock each was done. */
function sweepOf(pan: string) {
  const swept: string[] = [];
  const fail = { left: 0 };
  const sweep: Sweep = {
    name: `test.${pan}`,
    nextDue: `select min(due) from egg where pan = '${pan}'`,
    run: async ({ sql, clock }) => {
      if (fail.left-- > 0) throw new Error('the pan is hot');
      const gone = await sql`
        delete from egg where ctid = (select ctid from egg where pan = ${pan}
          and due <= ${clock.now().toString()} limit 1 for update skip locked)`;
      if (gone.count > 0) swept.push(clock.now().toString());
      return gone.count;
    },
  };
  return { sweep, swept, fail };
}

/** Lays eggs as another process would: without a bell. */
async function lay(pan: string, ...dues: Temporal.Instant[]): Promise<void> {
  for (const due of dues) await owner`insert into egg values (${pan}, ${due.toString()})`;
}

test('what is due is swept at its moment, one batch after another, and nothing before', async () => {
  const { sweep, swept } = sweepOf('round');
  const start = city.clock.now();
  await lay('round', start, start, start.add({ minutes: 5 }));
  const stop = startSweeps(city.app, [sweep]);
  await until(() => swept.length === 2);
  city.clock.advance({ minutes: 4 });
  city.clock.advance({ seconds: 60 });
  await until(() => swept.length === 3, 1_000);
  expect(swept[2]).toBe(start.add({ minutes: 5 }).toString());
  await stop();
});

test('a commit of this process sets the timer anew', async () => {
  const { sweep, swept } = sweepOf('round');
  let looks = 0;
  const looking: Sweep = {
    ...sweep,
    name: 'test.looks',
    nextDue: "select timestamptz '2000-01-01'",
    exactly: async () => {
      looks += 1;
      return null;
    },
  };
  const stop = startSweeps(city.app, [sweep, looking]);
  await until(() => looks > 0);
  await lay('round', city.clock.now());
  const before = performance.now();
  await inTransaction(city.caller(), async () => {});
  await until(() => swept.length === 1);
  expect(performance.now() - before).toBeLessThan(240);
  await stop();
});

test('one look asks for all sweeps: what waits for nothing is null, what SQL cannot say is asked for', async () => {
  const [round, flat] = [sweepOf('round'), sweepOf('flat')];
  const later = city.clock.now().add({ minutes: 3 });
  const vague: Sweep = { ...round.sweep, name: 'test.vague', exactly: async () => later };
  await lay('round', city.clock.now());
  const dues = await nextDues(city.app, [round.sweep, flat.sweep, vague]);
  expect(dues.map((due) => due?.toString() ?? null)).toEqual([
    city.clock.now().toString(),
    null,
    later.toString(),
  ]);
  expect(await nextDues(city.app, [])).toEqual([]);
});

test('a slow sweep and one that fails keep no other waiting', async () => {
  const [slow, broken, quick] = [sweepOf('slow'), sweepOf('broken'), sweepOf('quick')];
  const done = Promise.withResolvers<number>();
  broken.fail.left = Number.POSITIVE_INFINITY;
  const now = city.clock.now();
  for (const pan of ['slow', 'broken', 'quick']) await lay(pan, now);
  const stop = startSweeps(city.app, [
    { ...slow.sweep, run: () => done.promise },
    broken.sweep,
    quick.sweep,
  ]);
  await until(() => quick.swept.length === 1);
  await lay('quick', now);
  await until(() => quick.swept.length === 2);
  done.resolve(0);
  await stop();
});

test('what another process holds is left to it, and found when it lets go', async () => {
  const { sweep, swept } = sweepOf('round');
  await lay('round', city.clock.now());
  const looked = Promise.withResolvers<void>();
  const watched: Sweep = {
    ...sweep,
    run: async (app) => {
      const done = await sweep.run(app);
      looked.resolve();
      return done;
    },
  };
  let stop = async () => {};
  await owner.begin(async (tx) => {
    await tx`select from egg for update`;
    stop = startSweeps(city.app, [watched]);
    await looked.promise;
    expect(swept).toHaveLength(0);
  });
  await until(() => swept.length === 1);
  await stop();
});

test('while the clock is suspect nothing is swept', async () => {
  const { sweep, swept } = sweepOf('round');
  let looks = 0;
  const suspected = { configurable: true, get: () => ++looks > 0 };
  Object.defineProperty(city.clock, 'suspect', suspected);
  await lay('round', city.clock.now());
  const stop = startSweeps(city.app, [sweep]);
  await until(() => looks >= 3);
  expect(swept).toHaveLength(0);
  Object.defineProperty(city.clock, 'suspect', { value: false, writable: true });
  await until(() => swept.length === 1);
  await stop();
});

test('a sweep that fails is tried again within a second', async () => {
  const { sweep, swept, fail } = sweepOf('egg');
  fail.left = 3;
  await lay('egg', city.clock.now());
  const stop = startSweeps(city.app, [sweep]);
  await until(() => swept.length === 1, 2_000);
  expect(await city.app.meters.metrics()).toContain('sweep_failed_total{sweep="test.egg"} 3');
  await stop();
});
