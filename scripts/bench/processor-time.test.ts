import { expect, test } from 'vitest';
import { parseStat, processorMs } from './processor-time.ts';

const stat = '12 (a (b) c) S 7 12 12 0 -1 4194560 1 2 3 4 10 20 300 400 20 0 1 0 99';

test('user and system time of the process, with its ended children where asked for', () => {
  expect(parseStat(stat, 'alone')).toEqual({ parent: 7, ms: 300 });
  expect(parseStat(stat, 'family')).toEqual({ parent: 7, ms: 7300 });
});

test('the processor time of this process agrees with its own count', async () => {
  const until = performance.now() + 60;
  while (performance.now() < until);
  const { user, system } = process.cpuUsage();
  const counted = (user + system) / 1000;
  expect(Math.abs((await processorMs(process.pid, 'alone')) - counted)).toBeLessThan(100);
  await expect(processorMs(2 ** 22 + 1, 'alone')).rejects.toThrow('no process');
});
