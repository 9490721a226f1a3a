import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentOf } from './percent.ts';

test.each([
  [1, '100.0 %'],
  [0.9999, '99.9 %'],
  [0.5, '50.0 %'],
  [0.29, '29.0 %'],
  [0, '0.0 %'],
])('%d reads as %s', (share, words) => {
  expect(percentOf(share)).toBe(words);
});

test('one order late among any number never reads as 100 %', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 10_000_000 }), (all) => {
      expect(percentOf((all - 1) / all)).not.toBe('100.0 %');
    }),
  );
});
