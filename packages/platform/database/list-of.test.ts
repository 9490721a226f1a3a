import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../ids/new-id.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { listOf } from './list-of.ts';

let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
});
afterAll(() => city.close());

const readBack = async (type: 'uuid' | 'text', values: readonly (string | null)[]) => {
  const [row] = await city.app.db.execute<{ list: unknown }>(
    sql`select to_json(${listOf(type, values)}) as list`,
  );
  return row?.list;
};

test('any list arrives as it was', async () => {
  const ids = [newId(), null, newId()];
  expect(await readBack('uuid', ids)).toEqual(ids);
  const word = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(word)), async (words) => {
      expect(await readBack('text', words)).toEqual(words);
    }),
    { numRuns: 100 },
  );
});
