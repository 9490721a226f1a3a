import type { FaqContent } from '@1999/knowledge/contract';
import { expect, test } from 'vitest';
import { differencesOf } from './differences.ts';
import { contentOf, draftOf } from './knowledge-draft.ts';

const entry = (more: Partial<FaqContent>): FaqContent => ({
  ...contentOf(draftOf(null), null),
  question: '路邊停車費如何繳納？',
  answer: '可以在超商繳納。請帶停車單。',
  category: '交通',
  ...more,
});

test('what is the same has no difference', () => {
  expect(differencesOf(entry({}), entry({}))).toEqual([]);
});

test('prose differs in words, the rest of the sentence stays', () => {
  const [only, ...more] = differencesOf(
    entry({}),
    entry({ answer: '可以在便利商店繳納。請帶停車單。' }),
  );
  expect(more).toEqual([]);
  expect(only).toMatchObject({ field: 'answer', isList: false });
  const said = (kind: string) =>
    only?.parts
      .filter((part) => part.kind !== kind)
      .map(({ text }) => text)
      .join('');
  expect(said('added')).toBe('可以在超商繳納。請帶停車單。');
  expect(said('removed')).toBe('可以在便利商店繳納。請帶停車單。');
  expect(only?.parts.at(-1)).toEqual({ kind: 'same', text: expect.stringContaining('請帶停車單') });
});

test('lists differ line by line, single values as a whole', () => {
  const found = differencesOf(
    entry({ similar: ['甲', '乙'], reviewBy: '2026-01-01' }),
    entry({ similar: ['甲', '丙'], links: [{ title: '網站', url: 'https://a.example/' }] }),
  );
  expect(found).toEqual([
    {
      field: 'similar',
      isList: true,
      parts: [
        { kind: 'same', text: '甲' },
        { kind: 'removed', text: '乙' },
        { kind: 'added', text: '丙' },
      ],
    },
    { field: 'links', isList: true, parts: [{ kind: 'added', text: '網站 https://a.example/' }] },
    { field: 'reviewBy', isList: false, parts: [{ kind: 'removed', text: '2026-01-01' }] },
  ]);
});
