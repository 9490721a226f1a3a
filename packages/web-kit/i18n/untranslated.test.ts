import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { untranslated } from './untranslated.ts';

const root = new URL('../../../', import.meta.url).pathname;
const screens = globSync(
  ['apps/*/src/**/*.tsx', 'apps/*/web/**/*.tsx', 'packages/web-kit/**/*.tsx'],
  {
    cwd: root,
    exclude: (name) => name.includes('node_modules') || name.endsWith('.test.tsx'),
  },
);

test('no screen shows a word that is not in the catalogues', () => {
  expect(screens.length).toBeGreaterThan(0);
  const found = screens.flatMap((file) =>
    untranslated(file, readFileSync(root + file, 'utf8')).map(
      ({ line, text }) => `${file}:${line} ${text}`,
    ),
  );
  expect(found).toEqual([]);
});

test.each([
  ['text between tags', 'const a = <p>Hello there</p>;'],
  ['Chinese text between tags', 'const a = <p>您好</p>;'],
  ['a string child', "const a = <p>{'Hello there'}</p>;"],
  ['a label', 'const a = <Button label="Save" />;'],
  ['an aria-label', 'const a = <nav aria-label="Main menu" />;'],
  ['Chinese in code', "const a = open ? '開啟' : t('x');"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the sample is code
  ['Chinese in a template', 'const a = `共 ${n}`;'],
])('%s is found', (_, source) => {
  expect(untranslated('a.tsx', source)).toHaveLength(1);
});

test.each([
  ['a translated sentence', "const a = <p>{t('home.title')}</p>;"],
  ['a class name', 'const a = <p className="big card" id="main">{n}</p>;'],
  ['a class name in braces', "const a = <p className={'big card'} />;"],
  ['marks and numbers', 'const a = <p>· 12 % →</p>;'],
  ['a translated attribute', "const a = <Button label={t('save')} />;"],
])('%s is let be', (_, source) => {
  expect(untranslated('a.tsx', source)).toEqual([]);
});
