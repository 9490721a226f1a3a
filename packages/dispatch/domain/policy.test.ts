import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choosePolicy, type Ordered, type Policy, planClocks } from './policy.ts';

const general: Policy = {
  id: 'general',
  kind: 'handle',
  typeCode: null,
  danger: true,
  districtCode: null,
  timeFrom: null,
  timeTo: null,
  version: 1,
  withinSeconds: 14_400,
  calendar: 'always',
  warnPercents: [50, 75, 90],
  ladder: [],
  assumed: true,
  recompute: false,
  validFrom: Temporal.Instant.from('2026-01-01T00:00:00Z'),
  validTo: null,
};
const order: Ordered = { typeCode: 'fallenTree', danger: true, districtCode: 'sanmin' };
const local = (time: string) => Temporal.Instant.from(`2026-03-02T${time}+08:00`);
const chosen = (rows: readonly Policy[], at: Temporal.Instant) =>
  choosePolicy(rows, 'handle', order, at)?.id;

const night = { ...general, id: 'night', timeFrom: '22:00', timeTo: '06:00' };

test.each([
  ['21:59:59.999', 'general', 'the evening’s last millisecond'],
  ['22:00:00', 'night', 'the first moment of the night'],
  ['23:59:59.999', 'night', 'the last of the date'],
  ['00:00:00', 'night', 'midnight itself'],
  ['05:59:59.999', 'night', 'the last of the night'],
  ['06:00:00', 'general', 'the morning’s first moment'],
  ['12:00:00', 'general', 'noon'],
])('a rule from 22:00 to 06:00: at %s the %s one holds (%s)', (time, id) => {
  expect(chosen([general, night], local(time))).toBe(id);
});

test('two windows that meet leave no moment of the day without exactly one of them', () => {
  const minute = fc.integer({ min: 0, max: 1439 });
  const text = (of: number) =>
    Temporal.PlainTime.from('00:00').add({ minutes: of }).toString({ smallestUnit: 'minute' });
  fc.assert(
    fc.property(minute, minute, fc.integer({ min: 0, max: 86_399_999 }), (one, other, ms) => {
      fc.pre(one !== other);
      const from = { ...general, id: 'a', timeFrom: text(one), timeTo: text(other) };
      const back = { ...general, id: 'b', timeFrom: text(other), timeTo: text(one) };
      const at = local('00:00').add({ milliseconds: ms });
      const only = [from, back].filter((row) => chosen([row], at) !== undefined);
      expect(only).toHaveLength(1);
      expect(chosen([from, back, general], at)).toBe(only[0]?.id);
    }),
  );
});

test('its type counts before its place, its place before the hour, the newest of equals before all', () => {
  const row = fc.record({
    typeCode: fc.constantFrom(null, order.typeCode),
    districtCode: fc.constantFrom(null, order.districtCode),
    window: fc.boolean(),
    version: fc.integer({ min: 1, max: 3 }),
  });
  const weight = (policy: Policy) =>
    `${+!!policy.typeCode}${+!!policy.districtCode}${+!!policy.timeFrom}${policy.version}`;
  fc.assert(
    fc.property(
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5]),
      fc.array(row, { minLength: 6, maxLength: 6 }),
      (which, rows) => {
        fc.pre(which.length > 0);
        const policies = which.map((index) => {
          const { window, ...rest } = rows[index] as (typeof rows)[number];
          const hours = window ? { timeFrom: '22:00', timeTo: '06:00' } : {};
          return { ...general, ...rest, ...hours, id: String(index) };
        });
        const best = choosePolicy(policies, 'handle', order, local('23:00'));
        const heaviest = policies.map(weight).sort().at(-1);
        expect(best && weight(best)).toBe(heaviest);
      },
    ),
  );
});

test.each([
  ['another type', { typeCode: 'pothole' }],
  ['another district', { districtCode: 'fengshan' }],
  ['what is no danger', { danger: false }],
  ['another clock', { kind: 'arrive' as const }],
])('a rule for %s leaves the order without that clock', (_, other) => {
  expect(chosen([{ ...general, ...other }], local('12:00'))).toBeUndefined();
});

test('a rule holds from its first moment and no longer at its last', () => {
  const [from, to] = [local('08:00'), local('17:00')];
  const rules = {
    policies: [{ ...general, validFrom: from, validTo: to }],
    calendars: new Map(),
  };
  const clocksAt = (at: Temporal.Instant) => planClocks(rules, order, at).length;
  expect(clocksAt(from)).toBe(1);
  expect(clocksAt(from.subtract({ milliseconds: 1 }))).toBe(0);
  expect(clocksAt(to.subtract({ milliseconds: 1 }))).toBe(1);
  expect(clocksAt(to)).toBe(0);
});
