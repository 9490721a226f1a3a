import { expect, test } from 'vitest';
import { readOptions, UsageError } from './options.ts';

test('without arguments the city of npm start is filled, on the port it was given', () => {
  expect(readOptions([], {})).toMatchObject({
    url: 'http://localhost:1999',
    'calls-per-minute': 6,
    agents: 4,
    speed: 600,
  });
  expect(readOptions([], { PORT: '8080' }).url).toBe('http://localhost:8080');
  expect(readOptions(['--url', 'https://city.example/'], {}).url).toBe('https://city.example');
});

test.each([
  [['--agents', '7'], 'agents'],
  [['--calls-per-minute', '0'], 'calls-per-minute'],
  [['--seed', '1.5'], 'seed'],
  [['--url', 'city'], 'url'],
  [['--speed'], '--speed'],
  [['--fast'], '--fast'],
])('%j is refused in words that name it, with the usage', (args, named) => {
  expect(() => readOptions(args, {})).toThrow(UsageError);
  expect(() => readOptions(args, {})).toThrow(named);
  expect(() => readOptions(args, {})).toThrow('npm run simulate');
});
