import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brier, calibrationOf } from './calibration.ts';
import { chanceOf, fitRisk, type PastOrder } from './features.ts';
import { fitLogistic, probability } from './logistic.ts';
import { train } from './train.ts';

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FROM = Temporal.Instant.from('2026-01-01T00:00:00+08:00');
const pick = <T>(roll: () => number, of: readonly T[]): T =>
  of[Math.floor(roll() * of.length)] as T;

/** One order every 40 minutes; `truth` says how likely each is to miss. */
function city(seed: number, count: number, truth: (order: PastOrder) => number): PastOrder[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, index) => {
    const startedAt = FROM.add({ minutes: 40 * index });
    const order: PastOrder = {
      startedAt,
      dueAt: startedAt.add({ hours: 4 }),
      typeCode: pick(roll, ['pothole', 'fallenTree', 'streetLight', 'flooding', 'signalFault']),
      agencyId: pick(roll, ['a', 'b', 'c', 'd']),
      districtCode: pick(roll, ['64000010', '64000020', '64000030']),
      danger: roll() < 0.4,
      dayOff: Math.floor(index / 36) % 7 >= 5,
      load: Math.floor(roll() ** 3 * 200),
      missed: false,
    };
    return { ...order, missed: roll() < truth(order) };
  });
}

const truth = (order: PastOrder) => {
  const hour = order.startedAt.toZonedDateTimeISO('Asia/Taipei').hour;
  return probability(
    -3 +
      (order.typeCode === 'fallenTree' ? 1.2 : 0) +
      (order.agencyId === 'b' ? 1 : 0) +
      (order.districtCode === '64000030' ? 0.7 : 0) +
      (order.dayOff ? 0.5 : 0) +
      (hour < 4 ? 0.8 : 0) +
      0.4 * (Math.log1p(order.load) - 2),
  );
};

describe('a city whose misses follow a known rule', () => {
  const history = city(1, 6_000, truth);
  const training = train(history);

  test('beats the base rate on the later orders, and is on', () => {
    expect(training).toMatchObject({ reason: null, rows: 6_000 });
    expect(training.brier).toBeLessThan((training.baseBrier ?? 0) * 0.97);
    expect(training.splitAt?.equals(FROM.add({ minutes: 40 * 4_200 }))).toBe(true);
  });

  test('tells the true chance of orders it has never seen to within a few points', () => {
    const { coefficients } = training;
    if (!coefficients) throw new Error('it is off');
    const others = city(2, 2_000, truth);
    const off = others.map((order) => Math.abs(chanceOf(coefficients, order) - truth(order)));
    expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(0.02);
    expect(Math.max(...off)).toBeLessThan(0.15);
  });

  test('its calibration table: where it says 30 %, about 30 % missed', () => {
    const used = training.calibration.filter(({ orders }) => orders >= 30);
    expect(used.length).toBeGreaterThan(3);
    for (const { orders, predicted, seen } of used) {
      const expected = predicted ?? 0;
      const spread = Math.sqrt((expected * (1 - expected)) / orders);
      expect(Math.abs(expected - (seen ?? 0))).toBeLessThan(3.5 * spread);
    }
  });

  test('what came due only after the split taught it nothing', () => {
    const { splitAt, coefficients } = training;
    const flipped = history.map((order) =>
      splitAt &&
      Temporal.Instant.compare(order.startedAt, splitAt) < 0 &&
      Temporal.Instant.compare(order.dueAt, splitAt) >= 0
        ? { ...order, missed: !order.missed }
        : order,
    );
    expect(flipped).not.toEqual(history);
    expect(train(flipped).coefficients).toEqual(coefficients);
  });
});

test('pure noise does not beat the base rate, and stays off', () => {
  for (let seed = 100; seed < 120; seed += 1) {
    const training = train(city(seed, 2_000, () => 0.15));
    expect(training, `noise ${seed}`).toMatchObject({ reason: 'notBetter', coefficients: null });
    expect(training.calibration).toHaveLength(10);
  }
});

test('a rule that turned around after the split is found out, and stays off', () => {
  const history = city(9, 3_000, (order) => (order.agencyId === 'b' ? 0.6 : 0.05));
  const turned = history.map((order, index) =>
    index < 2_100 ? order : { ...order, agencyId: order.agencyId === 'b' ? 'c' : 'b' },
  );
  expect(train(history).reason).toBeNull();
  expect(train(turned).reason).toBe('notBetter');
});

const missing = (count: number, missed: (index: number) => boolean) =>
  city(10, count, () => 0).map((order, index) => ({ ...order, missed: missed(index) }));

test.each([
  ['nothing', missing(0, () => true), 'tooFewOrders'],
  ['199 orders', missing(199, (index) => index % 2 === 0), 'tooFewOrders'],
  ['19 misses', missing(1_000, (index) => index < 19), 'tooFewMisses'],
  ['no miss before the split', missing(1_000, (index) => index > 900), 'tooFewMisses'],
  ['19 kept', missing(1_000, (index) => index >= 19), 'tooFewMet'],
] as const)('too little history, %s: off, and it says so', (_what, history, reason) => {
  expect(train(history)).toMatchObject({ reason, coefficients: null, brier: null });
});

test('from 200 orders with 20 misses on it says how well it does', () => {
  expect(train(missing(200, (index) => index % 10 === 0)).brier).not.toBeNull();
});

const anyOrder = fc.record({
  startedAt: fc.integer({ min: 0, max: 400_000 }).map((minutes) => FROM.add({ minutes })),
  typeCode: fc.constantFrom('pothole', 'constructor', '__proto__', 'signalFault'),
  agencyId: fc.constantFrom('a', 'b', 'never seen'),
  districtCode: fc.constantFrom('64000010', 'elsewhere'),
  danger: fc.boolean(),
  dayOff: fc.boolean(),
  load: fc.integer({ min: 0, max: 1_000_000 }),
});

test('whatever the order, its chance lies between 0 and 1', () => {
  const coefficients = fitRisk(city(11, 1_000, truth));
  fc.assert(
    fc.property(anyOrder, (order) => {
      const chance = chanceOf(coefficients, order);
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThan(1);
    }),
  );
});

test('a surge greater than any seen counts as the greatest seen', () => {
  const coefficients = fitRisk(city(14, 1_000, truth));
  const [order] = city(15, 1, truth);
  if (!order) throw new Error('no order');
  const at = (load: number) => chanceOf(coefficients, { ...order, load });
  expect(at(coefficients.load.most)).toBeGreaterThan(at(coefficients.load.most - 50));
  expect(at(100_000)).toBe(at(coefficients.load.most));
});

test('the order of the rows does not matter', () => {
  const history = city(12, 800, truth);
  const probe = city(13, 20, truth);
  const expected = probe.map((order) => chanceOf(fitRisk(history), order));
  const again = fitRisk(history.toReversed());
  probe.forEach((order, index) => {
    expect(chanceOf(again, order)).toBeCloseTo(expected[index] ?? -1, 6);
  });
});

const observation = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.double({ min: -3, max: 3, noNaN: true }), fc.boolean())
  .map(([column, value, happened]) => ({ columns: [column, 5], values: [1, value], happened }));
const observations = fc
  .array(observation, { minLength: 10, maxLength: 80 })
  .filter((all) => new Set(all.map(({ happened }) => happened)).size === 2);

test('the fit stands on the summit: no small step in any direction makes it likelier', () => {
  const loss = (
    all: readonly (typeof observation extends fc.Arbitrary<infer O> ? O : never)[],
    at: number[],
  ) =>
    all.reduce(
      (sum, { columns, values, happened }) => {
        const odds = columns.reduce(
          (total, column, i) => total + (at[column] ?? 0) * (values[i] ?? 0),
          at[6] ?? 0,
        );
        return sum - Math.log(happened ? probability(odds) : 1 - probability(odds));
      },
      at.slice(0, 6).reduce((sum, weight) => sum + weight ** 2 / 2, 0),
    );
  fc.assert(
    fc.property(observations, (all) => {
      const { intercept, weights } = fitLogistic(all, 6, 1);
      const best = [...weights, intercept];
      for (let direction = 0; direction < 7; direction += 1) {
        for (const step of [-0.01, 0.01]) {
          const beside = best.map((value, index) => (index === direction ? value + step : value));
          expect(loss(all, beside)).toBeGreaterThan(loss(all, best));
        }
      }
      // With a free intercept the mean chance is the rate itself.
      const told = all.map(({ columns, values }) =>
        probability(
          columns.reduce(
            (sum, column, i) => sum + (weights[column] ?? 0) * (values[i] ?? 0),
            intercept,
          ),
        ),
      );
      const happened = all.filter((one) => one.happened).length;
      expect(told.reduce((sum, one) => sum + one, 0)).toBeCloseTo(happened, 3);
    }),
    { numRuns: 60 },
  );
});

test('nothing can be told apart where all happened', () => {
  const all = [{ columns: [0], values: [1], happened: true }];
  expect(() => fitLogistic(all, 1, 1)).toThrow(RangeError);
});

const told = fc.array(
  fc.record({ chance: fc.double({ min: 0, max: 1, noNaN: true }), missed: fc.boolean() }),
  { minLength: 1, maxLength: 200 },
);

test('the table holds every order once, each in its own tenth; Brier lies between 0 and 1', () => {
  fc.assert(
    fc.property(told, (all) => {
      const bins = calibrationOf(all);
      expect(bins.reduce((sum, { orders }) => sum + orders, 0)).toBe(all.length);
      for (const { from, to, orders, predicted, seen } of bins) {
        expect(predicted === null).toBe(orders === 0);
        if (predicted === null) continue;
        expect(predicted).toBeGreaterThanOrEqual(from - 1e-12);
        expect(predicted).toBeLessThanOrEqual(to + 1e-12);
        expect(Number.isInteger(Math.round((seen ?? 0) * orders * 1e6) / 1e6)).toBe(true);
      }
      expect(brier(all)).toBeGreaterThanOrEqual(0);
      expect(brier(all)).toBeLessThanOrEqual(1);
    }),
  );
});

test('the rate itself is the best single number', () => {
  fc.assert(
    fc.property(told, fc.double({ min: 0, max: 1, noNaN: true }), (all, other) => {
      const rate = all.filter(({ missed }) => missed).length / all.length;
      const saying = (chance: number) => brier(all.map(({ missed }) => ({ chance, missed })));
      expect(saying(rate)).toBeLessThanOrEqual(saying(other) + 1e-12);
    }),
  );
});
