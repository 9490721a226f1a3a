import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answered, outcomeOf, scorecard, wilson } from './score.ts';
import { aucOf, separation } from './separation.ts';

const sure = { confidence: 0.99, margin: 0.9, coverage: 1, said: 1, evidence: 1, decoyShare: 0 };
const unsure = { ...sure, confidence: 0.5 };
const lost = { ...sure, confidence: 0.01 };
const asked = (
  faqId: string | null,
  certainty: Answered['certainty'],
  ranked: string[],
  firstKind: Answered['firstKind'] = 'city',
): Answered => ({
  q: '問',
  faqId,
  kind: 'k',
  category: 'c',
  certainty,
  ranked,
  firstKind,
});

test.each([
  [sure, ['a', 'b'], 'directCorrect'],
  [sure, ['b', 'a'], 'directWrong'],
  [unsure, ['b', 'c', 'a'], 'inChoices'],
  [unsure, ['b', 'c', 'd', 'a'], 'lost'],
  [lost, ['a'], 'lost'],
] as const)('%j over %j is %s', (certainty, ranked, outcome) => {
  expect(outcomeOf(asked('a', certainty, [...ranked]))).toBe(outcome);
});

test('a question out of scope counts as answered only when a city entry was given for it', () => {
  const card = scorecard([
    asked(null, sure, ['a']),
    asked(null, sure, ['b'], 'referral'),
    asked(null, unsure, ['a']),
    asked(null, lost, []),
  ]);
  expect(card.outOfScopeAnswered).toMatchObject({ count: 1, of: 4 });
  expect(card.outOfScopeReferred).toMatchObject({ count: 1, of: 4 });
  expect(card.outOfScopeOffered).toMatchObject({ count: 1, of: 4 });
  expect(card.first.of).toBe(0);
});

test('found is answered rightly or offered; an answer out of scope counts against the precision of all', () => {
  const card = scorecard([
    asked('a', sure, ['a']),
    asked('a', unsure, ['b', 'a']),
    asked('a', lost, ['a']),
    asked(null, sure, ['a']),
  ]);
  expect(card.found).toMatchObject({ count: 2, of: 3 });
  expect(card.precision).toMatchObject({ count: 1, of: 1 });
  expect(card.precisionOfAll).toMatchObject({ count: 1, of: 2 });
});

describe('intervals', () => {
  test('8 of 10 by Wilson is 0.490 to 0.943', () => {
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
  });
  test('the share lies within its interval, and the interval between 0 and 1', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 300 }), (a, of) => {
        const { share, low, high } = wilson(Math.min(a, of), of);
        expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
      }),
    );
  });
});

describe('AUC', () => {
  test.each([
    [[2, 3], [0, 1], 1],
    [[0, 1], [2, 3], 0],
    [[1, 1], [1], 0.5],
    [[1, 3], [2], 0.5],
  ])('%j against %j is %d', (inside, outside, auc) => expect(aucOf(inside, outside)).toBe(auc));
  test('needs both sides', () => expect(separation([1], [])).toBeNull());
  test('its interval holds it, and is the same each time', () => {
    const [inside, outside] = [
      [0.9, 0.8, 0.4, 0.7],
      [0.1, 0.5, 0.3],
    ];
    const once = separation(inside, outside);
    expect(once).toEqual(separation(inside, outside));
    expect(once && once.low <= once.auc && once.auc <= once.high).toBe(true);
  });
});
