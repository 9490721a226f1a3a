import { Place } from '@1999/cases/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvError, readCsv } from './csv.ts';
import { matchType, needOf, readRecords } from './dispatch-record.ts';

const HEADER = '案件編號,派工項目,案件地址,立案日期,立案時間';
/** Made-up lines in the form of the published records. */
const FILE = [
  `\uFEFF${HEADER}`,
  'X0000000002,路樹處理,大安區某某路~14號,20150810,001000',
  'X0000000001,"用戶無水、漏水報修",信義區~2號,20150810,000300',
  'X0000000003,"鄰里無主,""垃圾""",北投區,20150811,000000',
  'X0000000004,借用場地,,20150811,000001',
  '',
].join('\r\n');

describe('a CSV file', () => {
  test('is read with quotes, a byte order mark and both line ends', () => {
    expect(readCsv(FILE).map((row) => row.派工項目)).toEqual([
      '路樹處理',
      '用戶無水、漏水報修',
      '鄰里無主,"垃圾"',
      '借用場地',
    ]);
    expect(readCsv('a,b\n"1\n2",3\n\n4,')).toEqual([
      { a: '1\n2', b: '3' },
      { a: '4', b: '' },
    ]);
    expect(readCsv('')).toEqual([]);
  });

  test('comes back as it was written, whatever it holds', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '路', ',', '"', '\n', '\r', ' ') });
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field), { minLength: 1 }), (rows) => {
        const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const lines = rows.map((row) => row.map(quote).join(','));
        expect(readCsv(['x,y', ...lines].join('\r\n'))).toEqual(rows.map(([x, y]) => ({ x, y })));
      }),
    );
  });

  test.each([
    ['a,b\n1,2\n3', 3, '1 fields, not 2'],
    ['a,b\n"1\n",2\n3', 4, '1 fields, not 2'],
    ['a,b\n1,"2', 2, 'a quote does not fit'],
    ['a,b\n1,2"3', 2, 'a quote does not fit'],
  ])('%j is refused at its line', (text, line, message) => {
    expect(() => readCsv(text)).toThrow(CsvError);
    expect(() => readCsv(text)).toThrow(`line ${line}: ${message}`);
  });
});

describe('dispatch records', () => {
  test('come in the order of their time, counted from the first midnight', () => {
    const records = readRecords(readCsv(FILE));
    expect(records.map(({ caseNumber, atMs }) => [caseNumber.at(-1), atMs])).toEqual([
      ['1', 180_000],
      ['2', 600_000],
      ['3', 86_400_000],
      ['4', 86_401_000],
    ]);
  });

  test('without a time are refused', () => {
    const row = { 案件編號: 'X', 派工項目: '路樹處理', 立案日期: '20150810', 立案時間: '250000' };
    expect(() => readRecords([row])).toThrow('record 1');
  });

  test.each([
    ['路樹處理', { typeCode: 'fallenTree', guessed: false }],
    ['大型廢棄物清運聯繫', { typeCode: 'littering', guessed: false }],
    ['行道樹傾倒', { typeCode: 'fallenTree', guessed: true }],
    ['借用場地', null],
  ])('%s becomes %o', (item, match) => {
    expect(matchType(item)).toEqual(match);
  });

  test('spread over the districts by their number alone, without the foreign district', () => {
    const districts = ['64000080', '64000050', '64000030'].map((code) => ({
      code,
      nameZh: '區',
      nameEn: 'District',
      lat: 22.6,
      lng: 120.3,
    }));
    const need = (caseNumber: string) =>
      needOf(
        { caseNumber, item: '路樹處理', address: '大安區某某路~14號', atMs: 0 },
        'fallenTree',
        { types: [], districts },
      );
    expect(need('X1')).toEqual(need('X1'));
    expect(need('X1').place.address).toBe('某某路14號');
    expect(Place.safeParse(need('X1').place).error).toBeUndefined();
    const used = new Set(Array.from({ length: 60 }, (_, nth) => need(`X${nth}`).place.district));
    expect(used.size).toBe(3);
  });
});
