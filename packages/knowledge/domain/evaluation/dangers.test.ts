import { expect, test } from 'vitest';
import { asksDanger, scoreDangers } from './dangers.ts';

const asked = [
  { q: '失火了', kind: 'danger' },
  { q: '我不想活了', kind: 'danger' },
  { q: '火鍋店在哪', kind: 'danger-not' },
  { q: '路燈不亮', kind: 'keyword' },
];

test('a danger not seen is missed, a harmless sentence seen as one is a false alarm', () => {
  const score = scoreDangers(asked, (q) => q.includes('火'));
  expect(score.missed).toMatchObject({ count: 1, of: 2 });
  expect(score.missedQuestions).toEqual(['我不想活了']);
  expect(score.falseAlarms).toMatchObject({ count: 1, of: 1 });
  expect(score.falseQuestions).toEqual(['火鍋店在哪']);
});

test('only the kinds of danger ask for it', () => {
  expect(asked.map(asksDanger)).toEqual([true, true, true, false]);
});
