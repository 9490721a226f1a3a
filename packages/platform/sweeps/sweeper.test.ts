import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../commands/command.ts';
import type { Sweep } from '../module/module.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import { startSweeps } from './sweeper.ts';

let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
});
afterAll(() => city.close());

/** A sweep over moments in memory; `swept` tells when on the clock each was done. */
function egg(): { sweep: Sweep; due: Temporal.Instant[]; swept: string[]; fail: { left: number } } {
  const due: Temporal.Instant[] = [];
  const swept: string[] = [];
  const fail = { left: 0 };
  const isDue = (at: Temporal.Instant) => Temporal.Instant.compare(at, city.clock.now()) <= 0;
  const sweep: Sweep = {
    name: 'test.egg',
    nextDue: async () => due.toSorted(Temporal.Instant.compare)[0] ?? null,
    run: async () => {
      if (fail.left-- > 0) throw new Error('the pan is hot');
      const index = due.findIndex(isDue);
      if (index < 0) return 0;
      due.splice(index, 1);
      swept.push(city.clock.now().toString());
      return 1;
    },
  };
  return { sweep, due, swept, fail };
}

test('what is due is swept at its moment, one batch after another, and nothing before', async () => {
  const { sweep, due, swept } = egg();
  const start = city.clock.now();
  due.push(start, start, start.add({ minutes: 5 }));
  const stop = startSweeps(city.app, [sweep]);
  await until(() => swept.length === 2);
  city.clock.advance({ minutes: 4 });
  city.clock.advance({ seconds: 60 });
  await until(() => swept.length === 3, 1_000);
  expect(swept[2]).toBe(start.add({ minutes: 5 }).toString());
  await stop();
});

test('a commit of this process sets the timer anew', async () => {
  const { sweep, due, swept } = egg();
  const stop = startSweeps(city.app, [sweep]);
  await until(() => true);
  due.push(city.clock.now());
  const before = performance.now();
  await inTransaction(city.caller(), async () => {});
  await until(() => swept.length === 1);
  expect(performance.now() - before).toBeLessThan(240);
  await stop();
});

test('while the clock is suspect nothing is swept', async () => {
  const { sweep, due, swept } = egg();
  let looks = 0;
  const suspected = { configurable: true, get: () => ++looks > 0 };
  Object.defineProperty(city.clock, 'suspect', suspected);
  due.push(city.clock.now());
  const stop = startSweeps(city.app, [sweep]);
  await until(() => looks >= 3);
  expect(swept).toHaveLength(0);
  Object.defineProperty(city.clock, 'suspect', { value: false, writable: true });
  await until(() => swept.length === 1);
  await stop();
});

test('a sweep that fails is tried again within a second', async () => {
  const { sweep, due, swept, fail } = egg();
  fail.left = 3;
  due.push(city.clock.now());
  const stop = startSweeps(city.app, [sweep]);
  await until(() => swept.length === 1, 2_000);
  expect(await city.app.meters.metrics()).toContain('sweep_failed_total{sweep="test.egg"} 3');
  await stop();
});
