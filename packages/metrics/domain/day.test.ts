import { expect, test } from 'vitest';
import { share, startOfDay } from './day.ts';

test.each([
  ['2026-03-01T15:59:59.999Z', '2026-02-28T16:00:00Z'],
  ['2026-03-01T16:00:00Z', '2026-03-01T16:00:00Z'],
])('at %s the day in Taipei began at %s', (now, start) => {
  expect(startOfDay(Temporal.Instant.from(now)).toString()).toBe(start);
});

test('nothing closed and nothing overdue is no hundred per cent', () => {
  expect(share(0, 0)).toBeNull();
  expect(share(9, 10)).toBe(0.9);
});
