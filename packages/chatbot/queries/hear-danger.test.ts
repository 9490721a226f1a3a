import { normal } from '@1999/knowledge/engine';
import { likeness, shippedQuestions } from '@1999/knowledge/evaluation';
import { describe, expect, test } from 'vitest';
import { dangerWeights, readExamples } from '../io/danger-weights.ts';
import { hearDanger } from './hear-danger.ts';
import { soundsDangerous } from './sounds-dangerous.ts';

const { mark, examples } = readExamples();
const dangers = examples.filter(({ danger }) => danger);
const peaceful = examples.filter(({ danger }) => !danger);
const asked = shippedQuestions();
const heardOf = (kind: string) => {
  const all = asked.filter((one) => one.kind === kind);
  return all.filter(({ q }) => hearDanger(q)).length / all.length;
};

describe('what the words of danger are learnt of', () => {
  test('is in force: the weights were learnt of the examples as they stand', () => {
    expect(dangerWeights().of, 'run node scripts/danger-weights/main.ts').toBe(mark);
  });

  test('is enough of both kinds, and nothing of what dangers are measured with', () => {
    expect(dangers.length).toBeGreaterThanOrEqual(390);
    expect(peaceful.length).toBeGreaterThanOrEqual(250);
    const measures = asked.filter(({ kind }) => kind.startsWith('danger'));
    const known = examples.map(({ q }) => normal(q));
    const alike = measures.filter(({ q }) => known.some((one) => likeness(one, normal(q)) >= 0.6));
    expect(alike.map(({ q }) => q)).toEqual([]);
  });

  test('is heard: every danger, and hardly any sentence of peace', () => {
    expect(dangers.filter(({ q }) => !hearDanger(q)).map(({ q }) => q)).toEqual([]);
    expect(peaceful.filter(({ q }) => hearDanger(q)).length).toBeLessThan(0.05 * peaceful.length);
  });
});

test('the dangers that come with the project are heard as often as was measured', () => {
  expect(heardOf('danger')).toBeGreaterThanOrEqual(0.97);
  expect(heardOf('danger-not')).toBeLessThanOrEqual(0.15);
});

test('few ordinary questions are met with numbers to call', () => {
  const ordinary = asked.filter(({ kind }) => !kind.startsWith('danger'));
  const unclear = ordinary.filter(({ q }) => hearDanger(q)?.kind === 'unclear');
  expect(unclear.length / ordinary.length).toBeLessThan(0.04);
});

test.each([
  ['船一直進水我們三個人在舀', 'unclear'],
  ['我家失火了', 'fire'],
])('%s → %s', (said, kind) => {
  expect(hearDanger(said)?.kind).toBe(kind);
  expect(hearDanger(said)?.numbers).toContain('119');
});

test.each([
  '你好',
  '謝謝',
  '垃圾車幾點來',
  '1999',
  'hello',
  '',
  '。！？',
  'A-TB-2026-00042',
  '三民區建工路一百號',
])('no danger: %s', (said) => expect(soundsDangerous(said)).toBe(false));
