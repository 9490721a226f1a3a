import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prepareWords, readWordData } from '../../engine.ts';
import { type Asked, weigh } from '../../io/weigh-questions.ts';
import { groupQuestions } from './group-questions.ts';

const words = prepareWords(readWordData());
const groupsOf = (questions: readonly string[]) => {
  const asked = questions.map((question): Asked => ({ id: question, question }));
  return groupQuestions(weigh(asked, words)).map(({ ids }) => ids);
};

test('questions that ask the same stand together, whatever words of asking they have', () => {
  const groups = groupsOf([
    '請問垃圾車幾點來',
    '游泳池什麼時候開放',
    '垃圾車時間怎麼查',
    '我想知道垃圾車幾點到我家',
    '市立游泳池開放時間',
    '護照過期怎麼辦',
  ]);
  expect(groups.map((ids) => ids.length)).toEqual([3, 2, 1]);
  expect(groups[0]?.every((question) => question.includes('垃圾車'))).toBe(true);
  expect(groups[1]?.every((question) => question.includes('游泳池'))).toBe(true);
});

test('an everyday word and its official one are alike by the lexicon', () => {
  expect(groupsOf(['殘障手冊', '身心障礙證明'])).toHaveLength(1);
});

test('words of asking alone make nothing alike', () => {
  expect(groupsOf(['請問怎麼辦理健保卡', '請問怎麼辦理路樹修剪'])).toHaveLength(2);
});

test('whatever is asked: each question stands in exactly one group, the largest group first', () => {
  const term = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const terms = fc.dictionary(term, fc.double({ min: 0.1, max: 5, noNaN: true }));
  fc.assert(
    fc.property(fc.array(terms, { maxLength: 30 }), (all) => {
      const questions = all.map((one, at) => ({
        id: String(at),
        terms: new Map(Object.entries(one)),
      }));
      const groups = groupQuestions(questions);
      const ids = groups.flatMap((group) => group.ids);
      expect(ids.toSorted()).toEqual(questions.map(({ id }) => id).toSorted());
      const sizes = groups.map((group) => group.ids.length);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      for (const group of groups) expect(group.ids[0]).toBe(group.centre);
    }),
  );
});
