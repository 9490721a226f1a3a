import { expect, test } from 'vitest';
import { dangerScore, type Example, learnWeights, printWeights, readWeights } from './learnt.ts';

const examples: Example[] = [
  { terms: ['叫', '不', '醒'], danger: true },
  { terms: ['浮', '不', '上'], danger: true },
  { terms: ['一直', '流'], danger: true },
  { terms: ['怎', '麼', '申請'], danger: false },
  { terms: ['幾', '點', '開'], danger: false },
  { terms: ['申請', '補助'], danger: false },
  { terms: ['哪', '裡', '繳'], danger: false },
];

test('what stands in dangers speaks for danger, what stands in peaceful sentences against it', () => {
  const learnt = learnWeights(examples);
  for (const { terms, danger } of examples) {
    expect(dangerScore(terms, learnt) > 0, terms.join('')).toBe(danger);
  }
  expect(learnt.weights.get('不')).toBeGreaterThan(0);
  expect(learnt.weights.get('申請')).toBeLessThan(0);
});

test('a term counts once however often it is said, an unknown one not at all', () => {
  const learnt = learnWeights(examples);
  expect(dangerScore(['醒', '醒', '醒'], learnt)).toBe(dangerScore(['醒'], learnt));
  expect(dangerScore(['沒見過'], learnt)).toBe(learnt.bias);
  expect(dangerScore([], learnt)).toBe(learnt.bias);
});

test('the same examples give the same weights, and what is written is read again', () => {
  const written = printWeights('mark', { ...learnWeights(examples), threshold: -0.5 });
  expect(printWeights('mark', { ...learnWeights(examples), threshold: -0.5 })).toBe(written);
  const read = readWeights(written);
  expect(read).toMatchObject({ of: 'mark', threshold: -0.5 });
  expect(printWeights('mark', read)).toBe(written);
});
