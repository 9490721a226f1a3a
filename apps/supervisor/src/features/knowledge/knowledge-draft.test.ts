import type { FaqContent } from '@1999/knowledge/contract';
import { expect, test } from 'vitest';
import { CompleteDraft, contentOf, draftOf, missingSimilar } from './knowledge-draft.ts';

const content: FaqContent = {
  kind: 'referral',
  question: '護照怎麼辦？',
  answer: '請洽外交部。',
  category: '轉介',
  agency: 'transport',
  similar: ['護照過期', '辦護照'],
  tags: ['護照', '旅行'],
  links: [{ title: '外交部', url: 'https://example.org/' }],
  source: '外交部網站',
  sourceUrl: 'https://example.org/source',
  validFrom: '2026-01-01T00:00:30Z',
  validTo: '2026-12-31T16:00:00Z',
  reviewBy: '2026-06-01',
};

test('an entry that nobody touched is sent as it was, to the second', () => {
  expect(contentOf(draftOf(content), content)).toEqual(content);
});

test('times in the form are Taipei’s', () => {
  const draft = draftOf(content);
  expect(draft).toMatchObject({ validFrom: '2026-01-01T08:00', validTo: '2027-01-01T00:00' });
  const moved = contentOf({ ...draft, validTo: '2026-06-01T09:30' }, content);
  expect(moved.validTo).toBe('2026-06-01T01:30:00Z');
  expect(contentOf({ ...draft, validTo: '' }, content).validTo).toBeNull();
});

test('similar questions stand one a line, tags between commas of any kind; none is kept twice', () => {
  const draft = { ...draftOf(null), similar: ' 甲 \n\n乙\n甲', tags: '一, 二、一，三' };
  expect(contentOf(draft, null)).toMatchObject({ similar: ['甲', '乙'], tags: ['一', '二', '三'] });
  expect(missingSimilar(draft.similar)).toBe(2);
  expect(missingSimilar('1\n2\n3\n4\n5')).toBe(0);
});

test.each([
  ['question', ''],
  ['answer', ' '],
  ['category', ''],
  ['sourceUrl', 'www.example.org'],
  ['similar', 'x'.repeat(501)],
  ['tags', 'x'.repeat(61)],
])('%s “%s” is not complete', (field, value) => {
  const wrong = CompleteDraft.safeParse({ ...draftOf(content), [field]: value });
  expect(wrong.error?.issues[0]?.path).toEqual([field]);
});

test('an end before the beginning is said at the end', () => {
  const wrong = CompleteDraft.safeParse({ ...draftOf(content), validTo: '2025-12-31T00:00' });
  expect(wrong.error?.issues[0]?.path).toEqual(['validTo']);
  expect(CompleteDraft.safeParse(draftOf(content)).success).toBe(true);
});
