import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EngineEntry, makeEngine, normal } from '../../engine.ts';
import { pairsOfGroup, pairsOfRow, readWordData } from '../../io/word-data.ts';
import { decide, THRESHOLDS } from './confidence.ts';
import { makeLexicon, saidWords } from './lexicon.ts';
import { termsOf } from './terms.ts';

const words = readWordData();
const entries: EngineEntry[] = [
  { id: 'tow', question: '車輛遭拖吊後應至何處領車？', answer: '請攜帶證件至保管場領車。' },
  { id: 'light', question: '如何通報路燈故障？', answer: '請告知路燈桿號，由工務單位派員維修。' },
  { id: 'birth', question: '如何辦理出生登記？', answer: '至任一戶政事務所辦理。' },
  { id: 'tree', question: '路樹傾倒如何通報？', answer: '請撥打專線，由養護單位處理。' },
  { id: 'lost', question: '在計程車上遺失物品如何協尋？', answer: '可向警察機關申請協尋。' },
  { id: 'waste', question: '大型廢棄物如何清運？', answer: '請與清潔隊約定時間。' },
];
const engine = makeEngine(entries, words);
const first = (q: string) => engine.search(q).hits[0]?.entry.id;

describe('one form for what is written differently', () => {
  test.each([
    ['臺北市', '台北市'],
    ['ＷｉＦｉ', 'wifi'],
    ['垃圾车几点来', '垃圾車幾點來'],
    ['怎麼辦？？', '怎麼辦'],
    ['A-1  號', 'a 1 號'],
  ])('%s is %s', (written, form) => expect(normal(written)).toBe(normal(form)));

  test('a text in its form stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normal(text);
        expect(normal(once)).toBe(once);
      }),
    );
  });
});

test('terms are characters and neighbouring pairs; latin words and numbers stay whole', () => {
  expect(termsOf('拖吊車 youbike 119')).toEqual([
    '拖',
    '拖吊',
    '吊',
    '吊車',
    '車',
    'youbike',
    '119',
  ]);
});

describe('the lexicon', () => {
  const lexicon = makeLexicon(
    [...pairsOfGroup('老人/長者 : 阿公 阿嬤'), ...pairsOfRow('老人卡\t敬老卡、敬老悠遊卡\t註')],
    normal,
  );
  test.each([
    ['阿公走失', ['老人', '長者']],
    ['老人卡怎麼辦', ['敬老卡', '敬老悠遊卡']],
    ['路燈', []],
  ])('%s means %j besides', (said, official) => {
    expect(saidWords(lexicon, normal(said)).flatMap((word) => word.official)).toEqual(official);
  });
});

describe('a question finds its entry', () => {
  test.each([
    ['路燈不亮', 'light'],
    ['路灯坏了', 'light'],
    ['小黃上掉東西', 'lost'],
    ['車子被吊走去哪裡領', 'tow'],
    ['舊沙發要丟哪', 'waste'],
    ['生小孩要報戶口', 'birth'],
    ['路樹倒了', 'tree'],
  ])('%s → %s', (q, id) => expect(first(q)).toBe(id));
});

describe('words typed into a search box', () => {
  const others = ['路燈不亮怎麼報修？', '垃圾車幾點來？', '護照要去哪裡辦？', '圖書館幾點開？'];
  const box = makeEngine(
    [
      { id: 'scrap', question: '機車報廢怎麼辦？', similar: ['報廢機車', '老機車要報廢'] },
      {
        id: 'refund',
        question: '牌照稅怎麼退？',
        similar: ['報廢後退稅'],
        answer: '報廢的機車可退稅。',
      },
      { id: 'telecom', question: '網路斷線要找誰？', tags: ['電信'] },
      { id: 'agent', question: '話務人員怎麼申訴？', tags: ['申訴'] },
      { id: 'harass', question: '被騷擾怎麼辦？', tags: ['申訴'] },
      { id: 'land', question: '不動產過戶怎麼辦？' },
      { id: 'tax', question: '房屋稅怎麼算？' },
      ...others.map((question) => ({ id: question, question })),
    ].map((entry) => ({ answer: '請洽承辦單位。', ...entry })),
    words,
  );
  test.each([
    ['are each asked for', '報廢機車 退稅', 'refund'],
    ['name the thing, which tells more than what is wanted of it', '電信 申訴', 'telecom'],
    ['may hold a sign of asking and ask nothing by it', '房屋 過戶', 'land'],
  ])('%s: %s → %s', (_, q, id) => expect(box.search(q).hits[0]?.entry.id).toBe(id));
});

describe('a slip into another character of the same sound finds its entry', () => {
  test.each([
    ['鹿燈故嶂', 'light'],
    ['大行費棄物', 'waste'],
    ['託吊領車', 'tow'],
  ])('%s → %s', (q, id) => expect(first(q)).toBe(id));
});

test('what only the lexicon finds is offered, not answered', () => {
  expect(first('囝仔出世報戶口')).toBe('birth');
  expect(decide(engine.search('囝仔出世報戶口'))).not.toBe('answer');
});

test('a topic that is not the city’s is answered by the entry that names who does it', () => {
  const referring = makeEngine(
    [
      ...entries,
      { id: 'ref', question: '護照要去哪裡辦？', answer: '請洽領事事務局。', kind: 'referral' },
    ],
    words,
  );
  const result = referring.search('護照要怎麼換');
  expect(result.hits[0]?.entry.id).toBe('ref');
  expect(decide(result)).not.toBe('none');
  expect(decide(referring.search('護照要去哪裡辦'))).toBe('answer');
});

describe('a question that is not the city’s is not answered', () => {
  test.each([
    '台積電今天股價多少',
    '幫我寫一首情詩',
    '護照要怎麼換',
    'Netflix 帳號被盜',
    '',
    '？？？',
    'xyzzy',
  ])('%s', (q) => expect(decide(engine.search(q))).not.toBe('answer'));
});

test('an entry is answered with by its own words, and its similar questions count as its question', () => {
  const result = engine.search('如何通報路燈故障');
  expect(decide(result)).toBe('answer');
  const similar = makeEngine(
    [...entries, { id: 'x', question: '甲', answer: '乙', similar: ['蜂窩摘除'] }],
    words,
  );
  expect(similar.search('摘除蜂窩').hits[0]?.entry.id).toBe('x');
});

test('two entries alike are offered, not guessed between', () => {
  const twins = makeEngine(
    ['a', 'b'].map((id) => ({ id, question: '如何申請育兒津貼？', answer: '請洽社會局。' })),
    words,
  );
  expect(decide(twins.search('如何申請育兒津貼'))).toBe('choices');
});

test('whatever is asked: scores fall, certainty lies between 0 and 1, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.integer({ min: 1, max: 0x10ffff }), { maxLength: 700 })
        .map((signs) => String.fromCodePoint(...signs)),
      (q) => {
        const { hits, confidence, coverage, margin } = engine.search(q, { limit: 5 });
        for (const value of [confidence, coverage, margin]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        const scores = hits.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      },
    ),
  );
});

test('the surer and the clearer, the more may be done', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const places = ['none', 'choices', 'answer'];
  fc.assert(
    fc.property(share, share, share, share, share, (confidence, more, margin, wider, said) => {
      const base = { confidence, margin, said, coverage: 0, evidence: 0, decoyShare: 0 };
      const better = {
        ...base,
        confidence: Math.max(confidence, more),
        margin: Math.max(margin, wider),
        said: Math.max(said, wider),
      };
      expect(places.indexOf(decide(better))).toBeGreaterThanOrEqual(places.indexOf(decide(base)));
    }),
  );
  expect(
    decide({
      confidence: THRESHOLDS.direct,
      margin: THRESHOLDS.directMargin,
      said: THRESHOLDS.directSaid,
      coverage: 1,
      evidence: 1,
      decoyShare: 0,
    }),
  ).toBe('answer');
});

describe('typing is completed', () => {
  test.each([
    ['路燈', 'light'],
    ['如何通報', 'light'],
    ['cheliang', 'tow'],
    ['clztdh', 'tow'],
    ['chusheng', 'birth'],
  ])('%s → %s', (typed, id) => expect(engine.suggest(typed).map((one) => one.id)).toContain(id));

  test('nothing completes nothing', () => {
    expect(engine.suggest('  ')).toEqual([]);
    expect(engine.suggest('股票')).toEqual([]);
  });
});
