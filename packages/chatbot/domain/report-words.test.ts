import { describe, expect, test } from 'vitest';
import { emptyDraft, missingIn } from './dialogue.ts';
import { addressIn, addToReport, districtIn, typeIn } from './report-words.ts';

const districts = [
  { code: '64000050', nameZh: '三民區', nameEn: 'Sanmin District' },
  { code: '64000120', nameZh: '鳳山區', nameEn: 'Fengshan District' },
];
const types = new Set([
  'pothole',
  'streetLight',
  'fallenTree',
  'illegalParking',
  'signalFault',
  'noise',
  'flooding',
]);
const reference = { types, districts };

test.each([
  ['我家門口路燈不亮', 'streetLight'],
  ['路面有個大坑洞', 'pothole'],
  ['樹倒了擋路', 'fallenTree'],
  ['有人紅線停車', 'illegalParking'],
  ['there is a pothole here', 'pothole'],
  ['a street light is out', 'streetLight'],
  ['不知道', null],
])('%s is of type %s', (text, type) => expect(typeIn(text, types)).toBe(type));

test('a type that is no longer in use is not found', () =>
  expect(typeIn('路面坑洞', new Set())).toBeNull());

test.each([
  ['高雄市三民區建工路', '64000050'],
  ['在鳳山', '64000120'],
  ['三民路100號', null],
  ['Fengshan', '64000120'],
  ['Fengshan Road', null],
])('%s is in %s', (text, code) => expect(districtIn(text, districts)).toBe(code));

test.each([
  ['三民區建工路100號前', '建工路100號前'],
  ['在中正路與中山路口', '中正路與中山路口'],
  ['我要報修三民公園旁邊的路燈', '三民公園旁邊'],
  ['不知道', null],
])('%s names the place %s', (text, place) => expect(addressIn(text, '三民區')).toBe(place));

describe('a report grows by what is said', () => {
  const start = { kind: 'report', draft: emptyDraft, asked: 'typeCode' } as const;

  test('one whole sentence is enough', () => {
    const done = addToReport(start, '我要報修三民區建工路100號前面的路燈不亮三天了', reference);
    expect(done.draft).toMatchObject({ typeCode: 'streetLight', district: '64000050' });
    expect(done.draft.address).toContain('建工路100號前');
    expect(missingIn(done.draft)).toEqual([]);
    expect(done.asked).toBe('confirm');
  });

  test('else each question is asked in turn, and its answer is taken whole', () => {
    let report = addToReport(start, '路燈', reference);
    expect(report.asked).toBe('district');
    report = addToReport(report, '鳳山', reference);
    expect(report.asked).toBe('address');
    report = addToReport(report, '燈桿 1234567', reference);
    expect(report).toMatchObject({ asked: 'description', draft: { address: '燈桿 1234567' } });
    report = addToReport(report, '一閃一閃的', reference);
    expect(report).toMatchObject({ asked: 'confirm', draft: { description: '一閃一閃的' } });
  });
});
