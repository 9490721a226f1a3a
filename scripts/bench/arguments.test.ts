import { expect, test } from 'vitest';
import { BENCHES, readArguments, UsageError } from './arguments.ts';

test('without words every benchmark runs and nothing is written', () => {
  expect(readArguments([])).toEqual({ benches: BENCHES, json: undefined, full: false });
});

test('--only picks benchmarks, in the order in which they run', () => {
  const words = ['--only', 'intake', '--only=event-to-paint', '--json', 'out.json'];
  expect(readArguments([...words, '--full'])).toEqual({
    benches: ['event-to-paint', 'intake'],
    json: 'out.json',
    full: true,
  });
});

test.each([
  [['--only', 'speed'], 'speed'],
  [['--only'], '--only'],
  [['--fast'], '--fast'],
  [['intake'], 'intake'],
])('%j is refused, with the way to say it', (words, named) => {
  expect(() => readArguments(words)).toThrow(UsageError);
  expect(() => readArguments(words)).toThrow(named);
  expect(() => readArguments(words)).toThrow('npm run bench');
});
