import { ALWAYS } from '@1999/calendar';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, type Case, minuteOf, office, walked } from '../testing/walked-due.ts';
import { type DueFacts, dueOf, nextLook, unionOf } from './due.ts';

function factsOf(one: Case): DueFacts {
  return {
    startedAt: at(one.start),
    withinMs: one.within * 60_000,
    calendar: one.working ? office : ALWAYS,
    warnPercents: [50, 75, 90],
    pauses: one.pauses.map(({ from, to }) => ({ from: at(from), to: to === null ? null : at(to) })),
    grants: one.grants.map((grant) => ({ at: at(grant.at), until: at(grant.until) })),
    inherited: one.inherited.map(({ at: from, due }) => ({ at: at(from), dueAt: at(due) })),
    notBefore: one.notBefore === null ? null : at(one.notBefore),
  };
}

const minute = fc.integer({ min: 0, max: 1500 });
const length = fc.integer({ min: 1, max: 300 });
const pause = fc
  .record({ from: minute, length: fc.option(length, { nil: null, freq: 6 }) })
  .map(({ from, length: ms }) => ({ from, to: ms === null ? null : from + ms }));
const someCase: fc.Arbitrary<Case> = fc.record({
  start: fc.integer({ min: 0, max: 600 }),
  within: fc.integer({ min: 1, max: 400 }),
  working: fc.boolean(),
  pauses: fc.array(pause, { maxLength: 4 }),
  grants: fc.array(
    fc
      .record({ at: minute, length })
      .map(({ at: from, length: ms }) => ({ at: from, until: from + ms })),
    { maxLength: 2 },
  ),
  inherited: fc.array(
    fc
      .record({ at: minute, length })
      .map(({ at: from, length: ms }) => ({ at: from, due: from + ms })),
    { maxLength: 2 },
  ),
  notBefore: fc.option(minute, { nil: null }),
});

test('whatever rule, calendar, pauses, extensions and duplicates: due when walking the minutes says', () => {
  fc.assert(
    fc.property(someCase, (one) => {
      const due = dueOf(factsOf(one));
      const expected = walked(one);
      expect(minuteOf(due.dueAt)).toBe(expected.due);
      expect(minuteOf(due.originalDueAt)).toBe(expected.original);
      expect(due.pausedAt && minuteOf(due.pausedAt)).toBe(expected.paused);
      for (const warning of due.warnAt) {
        expect(Temporal.Instant.compare(warning, due.dueAt)).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: 500 },
  );
});

const plain: Case = {
  start: 0,
  within: 240,
  working: false,
  pauses: [],
  grants: [],
  inherited: [],
  notBefore: null,
};

test('two pauses in the same minute count once, to the millisecond', () => {
  const from = at(10);
  const ms = (count: number) => from.add({ milliseconds: count });
  const pauses = [
    { from: ms(0), to: ms(1_500) },
    { from: ms(700), to: ms(2_001) },
  ];
  const { dueAt } = dueOf({ ...factsOf(plain), pauses });
  expect(dueAt.since(at(240)).total('milliseconds')).toBe(2_001);
  expect(unionOf(pauses)).toHaveLength(1);
});

test.each<[string, Partial<Case>, number, number | null]>([
  ['a pause that lasts holds it up', { pauses: [{ from: 60, to: null }] }, 240, 60],
  ['a pause after its time does not help', { pauses: [{ from: 240, to: null }] }, 240, null],
  ['an extension moves it later', { grants: [{ at: 100, until: 400 }] }, 400, null],
  ['never earlier', { grants: [{ at: 100, until: 200 }] }, 240, null],
  ['a duplicate brings the earlier deadline', { inherited: [{ at: 50, due: 90 }] }, 90, null],
  ['and never a later one', { inherited: [{ at: 50, due: 900 }] }, 240, null],
  [
    'an extension granted since holds for both',
    { inherited: [{ at: 50, due: 90 }], grants: [{ at: 60, until: 300 }] },
    300,
    null,
  ],
  [
    'a changed rule is due at its change at the earliest',
    { within: 30, notBefore: 100 },
    100,
    null,
  ],
  [
    'and when that falls into a pause, not before it ends',
    { within: 30, notBefore: 100, pauses: [{ from: 20, to: 150 }] },
    160,
    null,
  ],
])('%s', (_, change, due, paused) => {
  const found = dueOf(factsOf({ ...plain, ...change }));
  expect(minuteOf(found.dueAt)).toBe(due);
  expect(found.pausedAt && minuteOf(found.pausedAt)).toBe(paused);
});

test('after a change the sweep looks at the first warning nobody was given, or at the breach', () => {
  const due = dueOf(factsOf(plain));
  const look = (warned: number | null, now: number) => {
    const { warnedPercent, nextAt } = nextLook(due, [50, 75, 90], warned, at(now));
    return [warnedPercent, nextAt && minuteOf(nextAt)];
  };
  expect(look(null, 10)).toEqual([null, 120]);
  expect(look(null, 130)).toEqual([null, 130]);
  expect(look(50, 130)).toEqual([50, 180]);
  expect(look(90, 10)).toEqual([null, 120]);
  expect(look(90, 239)[0]).toBe(90);
  expect(look(90, 239)[1]).toBeCloseTo(240, 3);
});
