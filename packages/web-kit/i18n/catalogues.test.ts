import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { expect, test } from 'vitest';
import { createI18n } from './create-i18n.ts';

const root = new URL('../../../', import.meta.url).pathname;
const folders = [
  'packages/web-kit/messages',
  ...globSync('apps/*/src/messages', { cwd: root }),
  ...globSync('apps/*/web/messages', { cwd: root }),
];

/** The names of the placeholders of an ICU message, wherever they stand in it. */
function placeholders(message: string): string[] {
  const names = new Set<string>();
  const walk = (token: unknown): void => {
    if (!Array.isArray(token)) return;
    names.add(String(token[0]));
    for (const choice of Object.values((token[2] ?? {}) as object)) {
      if (Array.isArray(choice)) choice.forEach(walk);
    }
  };
  compileMessageOrThrow(message).forEach(walk);
  return [...names].sort();
}

test.each(folders)('%s: both languages have the same keys and placeholders', async (folder) => {
  const { zh, en } = (await import(`${root}${folder}/index.ts`)) as Record<
    'zh' | 'en',
    Record<string, string>
  >;
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, message] of Object.entries(zh)) {
    expect([key, placeholders(en[key] ?? '')]).toEqual([key, placeholders(message)]);
  }
});

test.each(folders)('%s: no two files name one message', async (folder) => {
  const files = globSync(`${folder}/*.ts`, {
    cwd: root,
    exclude: (name) => name.endsWith('index.ts'),
  });
  const named = new Map<string, string[]>();
  for (const file of files) {
    const text = await readFile(`${root}${file}`, 'utf8');
    const language = /\b(zh|en)\.ts$/.exec(file)?.[1] ?? '';
    for (const [, key] of text.matchAll(/^ {2}'([^']+)':/gm)) {
      named.set(`${language} ${key}`, [...(named.get(`${language} ${key}`) ?? []), file]);
    }
  }
  expect([...named].filter(([, where]) => where.length > 1)).toEqual([]);
});

test('a message is said in the language that is active, with its plural', () => {
  const zh = { waiting: '等候 {count} 通' } as const;
  const en = { waiting: '{count, plural, one {# call} other {# calls}} waiting' };
  const { lingui, t } = createI18n({ 'zh-Hant-TW': zh, en });
  expect(t('waiting', { count: 3 })).toBe('等候 3 通');
  lingui.activate('en');
  expect(t('waiting', { count: 1 })).toBe('1 call waiting');
  expect(t('waiting', { count: 3 })).toBe('3 calls waiting');
});
