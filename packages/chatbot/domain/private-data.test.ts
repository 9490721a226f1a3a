import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardForModel, guardPrivateData, isTaiwanId } from './private-data.ts';

describe('personal data is blotted out', () => {
  test.each([
    ['我的身分證是A123456789', '我的身分證是[身分證號]', 'id'],
    ['a 1 2 3 4 5 6 7 8 9', '[身分證號]', 'id'],
    ['電話0912345678請回', '電話[電話]請回', 'phone'],
    ['0912-345-678', '[電話]', 'phone'],
    ['０９１２３４５６７８', '[電話]', 'phone'],
    ['(07) 336-8333', '([電話]', 'phone'],
    ['+886 912 345 678', '[電話]', 'phone'],
    ['卡號4111 1111 1111 1111', '卡號[卡號]', 'card'],
    ['寄到 ming.wang+1@example.com.tw', '寄到 [電子郵件]', 'email'],
  ])('%s', (text, clean, kind) => {
    expect(guardPrivateData(text)).toEqual({ clean, found: [kind] });
  });
});

test.each([
  '1999和119和0800-000-258',
  '牌照 ABC-1234',
  'A123456788 不是身分證',
  '案件 A-TB-2026-00042，查詢碼 123456',
  '派工單 INS2611290001',
  '民國115年11月29日',
  '電費1234567元',
  '統一編號 12345678',
])('what is no personal data stays: %s', (text) => {
  expect(guardPrivateData(text)).toEqual({ clean: text, found: [] });
});

test('the model sees neither a name that was given nor a house number', () => {
  expect(guardForModel('我叫王小明，住三民區建工路100號3樓，垃圾車幾點來').clean).toBe(
    '我叫[姓名]，[地址]，垃圾車幾點來'.replace(
      '[地址]',
      guardForModel('住三民區建工路100號3樓').clean,
    ),
  );
  for (const text of ['我是王小明', '我叫陳大文，想問', '姓名：林美麗', 'My name is John Smith']) {
    expect(guardForModel(text).found).toContain('name');
  }
  for (const text of ['建工路100號', '中正路12巷3弄5號之2', '我住一心路三十號']) {
    expect(guardForModel(text).clean).toContain('[地址]');
    expect(guardForModel(text).clean).not.toMatch(/\d/);
  }
  for (const text of [
    '我是高雄人',
    '我是學生',
    '公車100號是什麼意思嗎'.replace('100號', '100路'),
  ]) {
    expect(guardForModel(text)).toEqual({ clean: text, found: [] });
  }
});

test('every number with a right check digit is an ID, and one off is none', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
      fc.constantFrom('1', '2', '8', '9'),
      fc.stringMatching(/^\d{7}$/),
      (letter, sex, digits) => {
        const right = Array.from(
          { length: 10 },
          (_, last) => `${letter}${sex}${digits}${last}`,
        ).filter(isTaiwanId);
        expect(right).toHaveLength(1);
        expect(guardPrivateData(`號碼${right[0]}`).found).toEqual(['id']);
      },
    ),
  );
});

test('a guarded text is guarded', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '0912345678', 'a@b.tw', 'A123456789'),
      (text, more) => {
        const once = guardPrivateData(`${text} ${more} `).clean;
        expect(guardPrivateData(once)).toEqual({ clean: once, found: [] });
      },
    ),
  );
});
