import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMuLaw, MU_LAW_SILENCE, toMuLaw } from './g711.ts';

test('every code stands for a sample that is coded as it again, but for the second zero', () => {
  for (let code = 0; code < 256; code += 1) {
    const again = toMuLaw(fromMuLaw(Uint8Array.of(code)));
    expect(again[0]).toBe(code === 0x7f ? MU_LAW_SILENCE : code);
  }
});

test('the ends and the middle are those of the standard’s table', () => {
  expect([...fromMuLaw(Uint8Array.of(0x00, 0x80, 0xff, 0x7f, 0xf0, 0x70))]).toEqual([
    -32_124, 32_124, 0, 0, 120, -120,
  ]);
});

test('a sample comes back to within a sixteenth of itself, its sign kept', () => {
  fc.assert(
    fc.property(fc.integer({ min: -32_124, max: 32_124 }), (sample) => {
      const back = fromMuLaw(toMuLaw(Int16Array.of(sample)))[0] as number;
      expect(Math.abs(back - sample)).toBeLessThanOrEqual(Math.abs(sample) / 16 + 8);
    }),
  );
});
