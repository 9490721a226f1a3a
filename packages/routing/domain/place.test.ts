import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byPlace, headStartSeconds, rankAt } from './place.ts';

const MINUTE = 60_000;
const entry = (id: string, priority: number, queuedAt: number) => ({
  id,
  rankAt: rankAt(priority, queuedAt),
});
const order = (...all: ReturnType<typeof entry>[]) => [...all].sort(byPlace).map(({ id }) => id);

test('danger stands before whoever has waited less than an hour longer', () => {
  const old = entry('old', 0, 0);
  expect(order(old, entry('danger', 9, 59 * MINUTE))).toEqual(['danger', 'old']);
  expect(order(old, entry('danger', 9, 61 * MINUTE))).toEqual(['old', 'danger']);
});

test('a step of priority is worth a minute of waiting', () => {
  const plain = entry('plain', 0, 0);
  expect(order(plain, entry('raised', 2, 1 * MINUTE))).toEqual(['raised', 'plain']);
  expect(order(plain, entry('raised', 2, 3 * MINUTE))).toEqual(['plain', 'raised']);
});

test('nobody starves: whoever comes later than the head start stands behind', () => {
  const priority = fc.nat(9);
  fc.assert(
    fc.property(priority, priority, fc.nat(10 * 60 * MINUTE), (mine, theirs, later) => {
      const ahead = (headStartSeconds(theirs) - headStartSeconds(mine)) * 1000;
      const me = entry('me', mine, 0);
      const other = entry('other', theirs, later);
      if (later > ahead) expect(byPlace(me, other)).toBeLessThan(0);
      if (later < ahead) expect(byPlace(me, other)).toBeGreaterThan(0);
      if (later > 3600_000) expect(byPlace(me, other)).toBeLessThan(0);
    }),
  );
});
