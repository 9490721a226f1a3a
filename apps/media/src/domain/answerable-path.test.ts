import { expect, test } from 'vitest';
import { isAnswerable } from './answerable-path.ts';

test.each([
  { local: '192.0.2.2', remote: '198.51.100.7', answerable: true },
  { local: 'fd00::2', remote: 'fd00::9', answerable: true },
  { local: '127.0.0.1', remote: '127.0.0.1', answerable: true },
  { local: '::1', remote: '::1', answerable: true },
  { local: '192.0.2.2', remote: '127.0.0.1', answerable: false },
  { local: 'fd00::2', remote: '::1', answerable: false },
  { local: '127.0.0.1', remote: '192.0.2.2', answerable: false },
])('from $local to $remote: $answerable', ({ local, remote, answerable }) => {
  expect(isAnswerable(local, remote)).toBe(answerable);
});
