import { expect, test } from 'vitest';
import { wait } from './clock.ts';
import { ManualClock } from './manual-clock.ts';

test('whoever waits is released once the clock reaches the moment, the earliest first', async () => {
  const clock = new ManualClock('2026-03-02T01:00:00Z');
  const order: string[] = [];
  const later = wait(clock, 2_000).then(() => order.push('two seconds'));
  const sooner = wait(clock, 1_000).then(() => order.push('one second'));
  clock.advance({ milliseconds: 999 });
  await Promise.resolve();
  expect(order).toEqual([]);
  clock.advance({ seconds: 5 });
  await Promise.all([later, sooner]);
  expect(order).toEqual(['one second', 'two seconds']);
});

test('an aborted wait ends at once, and a moment that has passed is not waited for', async () => {
  const clock = new ManualClock();
  const stop = new AbortController();
  const waiting = wait(clock, 60_000, stop.signal);
  stop.abort();
  await waiting;
  await clock.waitUntil(clock.now());
});
