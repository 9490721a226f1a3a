import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeEngine, readWordData } from '../engine.ts';
import { likelyTypes } from './likely-types.ts';

const file = (path: string) =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../${path}`, 'utf8'));
const words: Record<string, string[]> = file('data/type-words.json');
const types: { code: string; nameZh: string }[] = file('../cases/data/matter-types.json');
const engine = makeEngine(
  types.map(({ code, nameZh }) => ({
    id: code,
    question: nameZh,
    answer: '',
    similar: words[code] ?? [],
  })),
  readWordData(),
);
const likely = (text: string) =>
  likelyTypes(engine.search(text, { limit: 3 })).map(({ entry }) => entry.id);

test('every type has words, and no words are of a type that is not there', () => {
  expect(Object.keys(words).sort()).toEqual(types.map(({ code }) => code).sort());
});

test.each([
  ['大樹倒下，擋住機車道。', 'fallenTree'],
  ['巷子口一直有人把機車停在紅線上，出入很不方便', 'illegalParking'],
  ['隔壁鄰居每天晚上唱歌唱到十二點，吵得小孩沒辦法睡覺', 'noise'],
  ['路上有個洞，阿嬤騎車差點跌倒', 'pothole'],
  ['聞到很濃的瓦斯味', 'gasLeak'],
  ['停電了，整條街都沒有電', 'powerCut'],
  ['狗追小孩', 'strayDog'],
])('%s is likely %s', (text, code) => {
  expect(likely(text)[0]).toBe(code);
});

test('two that are close are offered both', () => {
  const text = '路口的紅綠燈已經兩天沒有亮了，上下班時間很危險，希望趕快派人處理。';
  expect(likely(text)).toContain('signalFault');
});

test.each(['', '大', '謝謝', '想問護照怎麼辦', '想問如何申請低收入戶補助', '公車司機態度不好'])(
  '“%s” offers none',
  (text) => {
    expect(likely(text)).toEqual([]);
  },
);
