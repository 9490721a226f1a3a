import { expect, test } from 'vitest';
import { draftOf, termsOf, withTerm } from './word-draft.ts';

test.each([
  ['水域遊憩、水上活動', ['水域遊憩', '水上活動']],
  [' 水域遊憩，水上活動/海 ', ['水域遊憩', '水上活動', '海']],
  ['甲、甲、', ['甲']],
  ['、 ，', []],
])('%s are the terms %s', (typed, terms) => expect(termsOf(typed)).toEqual(terms));

test('pressing a term adds it, pressing it again takes it out', () => {
  const once = withTerm('甲', '乙');
  expect(once).toBe('甲、乙');
  expect(withTerm(once, '乙')).toBe('甲');
  expect(withTerm('', '乙')).toBe('乙');
});

test('only a whole form is tried and sent', () => {
  expect(draftOf({ word: ' 衝浪板 ', terms: '水上活動' })).toEqual({
    word: '衝浪板',
    terms: ['水上活動'],
  });
  for (const wrong of [
    { word: '', terms: '水上活動' },
    { word: '衝浪板', terms: '' },
    { word: '衝浪板', terms: '、' },
    { word: '衝浪板', terms: '衝浪板' },
    { word: '長'.repeat(21), terms: '水上活動' },
    { word: '衝浪板', terms: '長'.repeat(31) },
    { word: '衝浪板', terms: '一、二、三、四、五、六' },
  ]) {
    expect(draftOf(wrong)).toBeNull();
  }
});
