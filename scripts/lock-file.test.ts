import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the lock file names the optional packages of every platform, so npm ci takes it anywhere', () => {
  const script = join(import.meta.dirname, 'complete-lock.mjs');
  const { stderr, status } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('there is one copy of the query builder: our patch knows its pieces by their class', () => {
  const file = readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8');
  const { packages } = JSON.parse(file) as { packages: Record<string, unknown> };
  const copies = Object.keys(packages).filter((path) => path.endsWith('node_modules/drizzle-orm'));
  expect(copies).toEqual(['node_modules/drizzle-orm']);
});
