import { expect, test } from 'vitest';
import { excerptOf } from './excerpt.ts';

test.each([
  ['短的。', 10, '短的。'],
  ['第一句到這裡。第二句很長很長', 10, '第一句到這裡。'],
  ['沒有句號的一段很長的話', 6, '沒有句號的…'],
  ['甲。乙丙丁戊己庚辛壬癸子', 8, '甲。乙丙丁戊己…'],
  ['一\n\n二', 10, '一 二'],
  ['😀😀😀', 3, '😀😀😀'],
])('%s in %i', (text, most, excerpt) => {
  expect(excerptOf(text, most)).toBe(excerpt);
  expect([...excerptOf(text, most)].length).toBeLessThanOrEqual(most);
});
