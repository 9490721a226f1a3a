import { type SQL, sql } from 'drizzle-orm';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import type { Tx } from './client.ts';
import { commitWith, send } from './transaction.ts';

let city: TestApp;
let owner: Sql;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
  owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  await owner`create table noted (n integer primary key)`;
  await owner`grant select, insert on noted to hotline_app`;
});
beforeEach(() => owner`truncate noted`);
afterAll(async () => {
  await owner.end();
  await city.close();
});

const note = (n: number) => sql`insert into noted values (${n})`;
const noted = async () =>
  (await city.app.sql<{ n: number }[]>`select n from noted order by n`).map(({ n }) => n);
const commit = (work: (tx: Tx) => Promise<unknown>, ...last: SQL[]) =>
  city.app.db.transaction(async (tx) => {
    await work(tx);
    await commitWith(tx, last);
  });

test('what was asked before and the last statements are stored together', async () => {
  await commit((tx) => tx.execute(note(1)), note(2), note(3));
  expect(await noted()).toEqual([1, 2, 3]);
});

test('a last statement that fails leaves nothing, and the next one has a clean connection', async () => {
  const clash = commit((tx) => tx.execute(note(1)), note(2), note(1), note(3));
  await expect(clash).rejects.toMatchObject({ code: '23505' });
  expect(await noted()).toEqual([]);
  await commit(async () => {}, note(4));
  expect(await noted()).toEqual([4]);
});

test('a failure that somebody has caught is not committed over in silence', async () => {
  const swallowed = city.app.db.transaction(async (tx) => {
    await tx.execute(note(1));
    await tx.execute(note(1)).catch(() => {});
  });
  await expect(swallowed).rejects.toThrow('a statement before had failed');
  expect(await noted()).toEqual([]);
});

test('what is sent without waiting is there for whatever is asked next', async () => {
  const seen = await city.app.db.transaction(async (tx) => {
    send(tx, note(1));
    send(tx, note(2));
    return (await tx.execute(sql`select n from noted order by n`)).map(({ n }) => n);
  });
  expect(seen).toEqual([1, 2]);
});

test('what was sent and has failed fails the transaction with its own error', async () => {
  const clash = city.app.db.transaction(async (tx) => {
    send(tx, note(1));
    send(tx, note(1));
    await tx.execute(sql`select n from noted`);
  });
  await expect(clash).rejects.toMatchObject({ code: '23505' });
  const clashAtTheEnd = commit(async (tx) => send(tx, sql`select 1 / ${0}::int`), note(2));
  await expect(clashAtTheEnd).rejects.toMatchObject({ code: '22012' });
  expect(await noted()).toEqual([]);
});

test('what a savepoint has undone of it fails the transaction all the same', async () => {
  const undone = commit(async (tx) => {
    await tx.execute(note(1));
    const inner = tx.transaction(async (within) => {
      send(within, sql`select 1 / ${0}::int`);
      await within.execute(note(2));
    });
    await inner.catch(() => {});
  }, note(3));
  await expect(undone).rejects.toMatchObject({ code: '22012' });
  expect(await noted()).toEqual([]);
});

test('a value that cannot be sent keeps the commit from being sent', async () => {
  const unsendable = commit((tx) => tx.execute(note(1)), sql`select ${sql.param({})}`);
  await expect(unsendable).rejects.toThrow('has a value that cannot be sent');
  expect(await noted()).toEqual([]);
});

test('nothing can be asked after the end', async () => {
  const late = city.app.db.transaction(async (tx) => {
    await commitWith(tx, [note(1)]);
    await tx.execute(note(2));
  });
  await expect(late).rejects.toMatchObject({
    cause: { message: 'a statement came after its transaction had ended' },
  });
  expect(await noted()).toEqual([1]);
});
