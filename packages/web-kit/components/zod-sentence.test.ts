import { expect, test } from 'vitest';
import { z } from 'zod';
import { createI18n } from '../i18n/create-i18n.ts';
import { en, zh } from '../messages/index.ts';
import { zodSentence } from './zod-sentence.ts';

const { lingui, t } = createI18n({
  'zh-Hant-TW': { ...zh, 'order.photoNeeded': '請附上照片。' },
  en: { ...en, 'order.photoNeeded': 'Please add a photo.' },
});

function sentence(schema: z.ZodType, input: unknown): string {
  const parsed = schema.safeParse(input, { reportInput: true });
  const issue = parsed.error?.issues[0];
  if (!issue) throw new Error('the input is right');
  return zodSentence(issue, t, lingui);
}

test.each([
  ['an empty text', z.string().min(1), '', '請填寫這一欄。'],
  ['nothing at all', z.string(), undefined, '請填寫這一欄。'],
  ['an empty text that needs a form', z.string().regex(/^\d{6}$/), '', '請填寫這一欄。'],
  ['a text too short', z.string().min(8), 'abc', '至少要 8 個字。'],
  ['a text too long', z.string().max(3), 'abcd', '最多 3 個字。'],
  ['too few of a list', z.array(z.string()).min(1), [], '至少要 1 項。'],
  ['a number too large', z.number().max(5), 6, '不能大於 5。'],
  ['a word for a number', z.number(), 'six', '請填數字。'],
  ['a bad address', z.email(), 'nobody', '電子郵件格式不正確。'],
  ['none of the options', z.enum(['a', 'b']), 'c', '請從選項中選一個。'],
  ['a contract’s English', z.string().regex(/^\d{6}$/, 'six digits'), 'abc', '格式不正確。'],
  [
    'a contract’s own rule',
    z.string().refine(() => false, 'is odd'),
    'x',
    '內容不正確，請再檢查。',
  ],
  ['a message key', z.string().refine(() => false, 'order.photoNeeded'), 'x', '請附上照片。'],
])('%s is told in Chinese', (_, schema, input, said) => {
  expect(sentence(schema, input)).toBe(said);
});
