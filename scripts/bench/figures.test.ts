import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureOf, median, p50AndP99, percentile } from './figures.ts';

test.each([
  [[7], 7],
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test.each([
  [50, 5],
  [90, 9],
  [99, 10],
  [100, 10],
  [1, 1],
])('the %dth percentile of one to ten is %d', (percent, expected) => {
  expect(percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], percent)).toBe(expected);
});

test('a percentile is one of the values, and so many of them do not exceed it', () => {
  const values = fc.array(fc.double({ noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (samples, percent) => {
      const found = percentile(samples, percent);
      const within = samples.filter((sample) => sample <= found).length;
      return samples.includes(found) && within >= (percent / 100) * samples.length;
    }),
  );
});

test('nothing measured is an error, not a zero', () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => percentile([], 50)).toThrow(RangeError);
});

test('a figure holds the medians of the runs and their ratio', () => {
  const figure = figureOf({
    name: 'intake',
    unit: '/s',
    values: [90, 120, 100],
    referenceName: 'bare SQL',
    references: [400, 500, 900],
  });
  expect(figure).toEqual({
    name: 'intake',
    value: 100,
    unit: '/s',
    reference: 500,
    referenceName: 'bare SQL',
    ratio: 0.2,
    runs: 3,
  });
});

test('the percentiles of each run are taken before the median over the runs', () => {
  const [p50, p99] = p50AndP99('late', 'ms', [[1, 2, 100], [3]], 'timer', [[1], [1]]);
  expect(p50).toMatchObject({ name: 'late.p50', values: [2, 3], references: [1, 1] });
  expect(p99).toMatchObject({ name: 'late.p99', values: [100, 3] });
});
