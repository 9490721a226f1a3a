import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import type { Reader } from './client.ts';

let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
});
afterAll(() => city.close());

/** How often this connection has prepared the statement that asks for a number. */
async function askTwice(reader: Reader): Promise<unknown> {
  for (const number of [1, 2]) {
    const [row] = await reader.execute(sql`select ${number}::int + 1 as next_number`);
    expect(row).toEqual({ next_number: number + 1 });
  }
  const [prepared] = await reader.execute<{ times: number }>(sql`
    select count(*)::int as times from pg_prepared_statements
    where statement like 'select %::int + 1 as next_number%'`);
  return prepared?.times;
}

test('a statement is prepared once on its connection, in a savepoint too', async () => {
  await city.app.db.transaction(async (tx) => {
    expect(await askTwice(tx)).toBe(1);
    expect(await tx.transaction(askTwice)).toBe(1);
  });
});

test('what fails in a savepoint is undone alone', async () => {
  const value = await city.app.db.transaction(async (tx) => {
    const failing = tx.transaction((inner) => inner.execute(sql`select 1 / ${0}::int`));
    await expect(failing).rejects.toThrow();
    const [row] = await tx.execute<{ one: number }>(sql`select 1 as one`);
    return row?.one;
  });
  expect(value).toBe(1);
});
