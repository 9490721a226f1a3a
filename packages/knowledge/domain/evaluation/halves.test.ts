import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halfOf } from './halves.ts';

test.each([
  ['', 'tune'],
  ['路燈不亮', 'report'],
  ['停車費 逾期沒繳', 'tune'],
])('%j is always of the half %s', (q, half) => expect(halfOf(q)).toBe(half));

test('the halves are halves', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 3 }), {
        minLength: 200,
        maxLength: 300,
      }),
      (all) => {
        const tuned = all.filter((q) => halfOf(q) === 'tune').length;
        expect(tuned / all.length).toBeGreaterThan(0.3);
        expect(tuned / all.length).toBeLessThan(0.7);
      },
    ),
    { numRuns: 30 },
  );
});
