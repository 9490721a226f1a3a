import { expect, test } from 'vitest';
import { makeEngine, normal, readWordData } from '../../engine.ts';
import { makeLexicon } from '../search/lexicon.ts';
import { officialTerms } from './official-terms.ts';
import { commonest, unknownWords } from './unknown-words.ts';

const data = readWordData();
const engine = makeEngine(
  [
    { id: 'water', question: '水域遊憩活動的場地如何申請？', answer: '請向管理機關申請。' },
    { id: 'waste', question: '大型廢棄物如何清運？', answer: '電視請另外約定時間。' },
  ],
  data,
);
const unknown = (question: string, lexicon = makeLexicon([], normal)) =>
  unknownWords(normal(question), {
    lexicon,
    entryHas: engine.has,
  });

test.each([
  ['請問哪裡可以租衝浪板', ['租衝浪板', '衝浪板']],
  ['大型廢棄物怎麼清運', []],
  ['電視櫃怎麼清運', ['電視櫃']],
  ['SUP要去哪裡申請', ['sup']],
  ['', []],
  ['？？', []],
])('%s: nobody knows %s', (question, words) => expect(unknown(question)).toEqual(words));

test('a word of the lexicon is known', () => {
  const lexicon = makeLexicon([['衝浪板', '水域遊憩']], normal);
  expect(unknown('哪裡可以租衝浪板', lexicon)).toEqual([]);
  expect(unknown('衝浪板跟滑水繩', lexicon)).toEqual(['滑水繩']);
});

test('of questions that ask the same, the word most of them hold comes first', () => {
  const questions = ['吉他跟衝浪板', '衝浪板要去哪租', '想租衝浪板'].map((one) => unknown(one));
  expect(commonest(questions, 1)).toEqual([{ word: '衝浪板', questions: 3 }]);
});

test('an entry offers its tags and what its question is about, not how it asks', () => {
  const entry = { question: '水域遊憩活動的場地如何申請？', tags: ['水上活動', '海'] };
  expect(officialTerms(entry, 8)).toEqual(['水上活動', '水域遊憩活動', '場地']);
  expect(officialTerms(entry, 1)).toEqual(['水上活動']);
});
