import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextArrivalMs, seededRandom, stableHash } from './random.ts';

describe('seeded chance', () => {
  test('is the same for the same seed and label, whatever was drawn in between', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), fc.nat(20), (seed, label, drawn) => {
        const busy = seededRandom(seed);
        for (let at = 0; at < drawn; at += 1) busy.next();
        const draw = () => seededRandom(seed).of(label).next();
        expect(busy.of(label).next()).toBe(draw());
        expect(draw()).toBeGreaterThanOrEqual(0);
        expect(draw()).toBeLessThan(1);
      }),
    );
  });

  test('differs between seeds and between labels', () => {
    const firsts = [1, 2, 3].flatMap((seed) =>
      ['a', 'b', 'c'].map((label) => seededRandom(seed).of(label).next()),
    );
    expect(new Set(firsts).size).toBe(9);
  });

  test('comes true about as often as it should', () => {
    const random = seededRandom(1999);
    const hits = Array.from({ length: 10_000 }, () => random.chance(0.15)).filter(Boolean).length;
    expect(hits).toBeGreaterThan(1_380);
    expect(hits).toBeLessThan(1_620);
  });

  test('picks nothing from nothing', () => {
    expect(() => seededRandom(1).pick([])).toThrow(RangeError);
  });
});

test('calls at 6 a minute come ten seconds apart on average', () => {
  const random = seededRandom(7);
  const waits = Array.from({ length: 5_000 }, () => nextArrivalMs(random, 6));
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
  expect(mean).toBeGreaterThan(9_500);
  expect(mean).toBeLessThan(10_500);
});

test('a hash stays what it is, so that a replay has the same map next year', () => {
  expect(stableHash('2015081000001')).toBe(stableHash('2015081000001'));
  expect([stableHash(''), stableHash('a'), stableHash('2015081000001')]).toMatchInlineSnapshot(`
    [
      1572119809,
      1469464775,
      776873155,
    ]
  `);
});
