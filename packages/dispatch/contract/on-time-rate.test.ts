import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onTimeRate } from '../contract.ts';

test.each([
  [0, 0, 0, null],
  [10, 9, 0, 0.9],
  [10, 10, 0, 1],
  [9, 9, 1, 0.9],
  [0, 0, 3, 0],
])(
  '%i closed, %i of them on time, %i open overdue: %s',
  (closed, closedOnTime, openOverdue, rate) => {
    expect(onTimeRate({ closed, closedOnTime, openOverdue })).toBe(rate);
  },
);

test('it is never 100 % beside an overdue order, and one more overdue never raises it', () => {
  const count = fc.nat(1000);
  fc.assert(
    fc.property(count, count, count, (onTime, late, openOverdue) => {
      const counts = { closed: onTime + late, closedOnTime: onTime, openOverdue };
      const rate = onTimeRate(counts);
      if (openOverdue > 0) expect(rate).toBeLessThan(1);
      const worse = onTimeRate({ ...counts, openOverdue: openOverdue + 1 });
      expect(worse).toBeLessThanOrEqual(rate ?? 1);
    }),
  );
});
