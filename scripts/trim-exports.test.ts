import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
// @ts-expect-error The start-up scripts are plain JavaScript: they run before anything is installed.
import * as trimming from './lib/trim-exports.mjs';

const { KEPT, trimExports }: { KEPT: Record<string, string[]>; trimExports(): void } = trimming;
const root = join(import.meta.dirname, '..');

test('what is left of a package’s entries is what the product imports, and no more', () => {
  const sources = globSync('{apps,packages,scripts}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: ['**/node_modules/**', '**/dist/**'],
  }).map((file) => readFileSync(join(root, file), 'utf8'));
  for (const [name, kept] of Object.entries(KEPT)) {
    const imports = new RegExp(`(?:from|import\\() ?'${name}(/[^']+)?'`, 'g');
    const used = sources.flatMap((text) => [...text.matchAll(imports)].map(([, sub]) => sub ?? ''));
    expect([...new Set(used.map((sub) => `.${sub}`))].sort()).toEqual([...kept].sort());
  }
});

test('trimming again changes nothing', () => {
  const file = join(root, 'node_modules/drizzle-orm/package.json');
  trimExports();
  const trimmed = readFileSync(file, 'utf8');
  trimExports();
  expect(readFileSync(file, 'utf8')).toBe(trimmed);
  expect(Object.keys(JSON.parse(trimmed).exports)).toEqual(KEPT['drizzle-orm']);
});
