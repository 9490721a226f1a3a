import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayRing, type Ring } from './ring-limit.ts';

const at = (seconds: number) =>
  Temporal.Instant.fromEpochMilliseconds(1_700_000_000_000 + seconds * 1000);
const ring = (seconds: number, phone = 'p', clock = 'c'): Ring => ({
  phone,
  clock,
  at: at(seconds),
});

test('a clock rings a telephone twice, and again only when a quarter of an hour has passed', () => {
  expect(mayRing([], ring(0))).toBe(true);
  expect(mayRing([ring(0)], ring(60))).toBe(true);
  expect(mayRing([ring(0), ring(60)], ring(15 * 60 - 1))).toBe(false);
  expect(mayRing([ring(0), ring(60)], ring(15 * 60))).toBe(true);
});

test('another clock, or another telephone, is not held back', () => {
  expect(mayRing([ring(0), ring(1)], ring(2, 'p', 'other'))).toBe(true);
  expect(mayRing([ring(0), ring(1)], ring(2, 'other'))).toBe(true);
});

test('whenever and whatever is tried, no clock rings a telephone three times in a quarter', () => {
  const tries = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 3600 }),
      fc.constantFrom('p', 'q'),
      fc.constantFrom('a', 'b'),
    ),
    { maxLength: 80 },
  );
  fc.assert(
    fc.property(tries, (all) => {
      const rung: Ring[] = [];
      for (const [seconds, phone, clock] of all.toSorted((a, b) => a[0] - b[0])) {
        const next = ring(seconds, phone, clock);
        if (mayRing(rung, next)) rung.push(next);
      }
      for (const third of rung) {
        const window = rung.filter(
          (one) =>
            one.phone === third.phone &&
            one.clock === third.clock &&
            Temporal.Instant.compare(one.at, third.at) <= 0 &&
            one.at.until(third.at).total('minutes') < 15,
        );
        expect(window.length).toBeLessThanOrEqual(2);
      }
    }),
  );
});
