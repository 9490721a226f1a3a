import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '../search/confidence.ts';
import { type Answered, scorecard } from './score.ts';
import { BAR, tune } from './tune.ts';

const one = (
  faqId: string | null,
  first: string,
  confidence: number,
  margin: number,
): Answered => ({
  q: '問',
  faqId,
  kind: '',
  category: '',
  certainty: { confidence, margin, coverage: 1, said: 1, evidence: 1, decoyShare: 0 },
  ranked: [first, 'a'],
  firstKind: 'city',
});

test('where right and wrong part, the thresholds part them', () => {
  const all = [
    ...Array.from({ length: 20 }, () => one('a', 'a', 0.8, 0.4)),
    ...Array.from({ length: 20 }, () => one('a', 'b', 0.6, 0.1)),
    ...Array.from({ length: 20 }, () => one(null, 'b', 0.3, 0.1)),
  ];
  const best = tune(all);
  expect(best && all.filter(({ certainty }) => decide(certainty, best) === 'answer').length).toBe(
    20,
  );
  expect(best?.choices).toBe(0.6);
});

test('where nothing parts them there are none', () => {
  expect(tune([one('a', 'a', 0.9, 0.5), one(null, 'b', 0.9, 0.5)])).toBeNull();
});

test('whatever is tuned holds the bar it was tuned to', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const question = fc
    .tuple(fc.constantFrom('a', null), fc.constantFrom('a', 'b'), unit, unit)
    .map(([faqId, first, confidence, margin]) => one(faqId, first, confidence, margin));
  fc.assert(
    fc.property(fc.array(question, { minLength: 1, maxLength: 60 }), (all) => {
      const best = tune(all);
      if (!best) return;
      const answered = all.filter(({ certainty }) => decide(certainty, best) === 'answer');
      const right = answered.filter(({ faqId, ranked }) => faqId === ranked[0]).length;
      const outside = scorecard(all).outOfScope;
      expect(right).toBeGreaterThanOrEqual(BAR.precision * answered.length);
      expect(answered.filter(({ faqId }) => !faqId).length).toBeLessThanOrEqual(
        BAR.outOfScopeAnswered * outside,
      );
    }),
    { numRuns: 40 },
  );
});
