import { eq } from 'drizzle-orm';
import { pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../commands/command.ts';
import { newId } from '../ids/new-id.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { changeOf } from './change-together.ts';
import { insertTogether, rowsOf } from './insert-together.ts';
import { bytes, instant } from './instant.ts';

const shelves = pgTable('shelf', { id: uuid().primaryKey(), name: text().notNull() });
const books = pgTable('book', {
  id: uuid().primaryKey(),
  shelfId: uuid('shelf_id').notNull(),
  pages: smallint().array().notNull(),
  cover: bytes(),
  readAt: instant('read_at'),
  tongue: text(),
});

type Book = typeof books.$inferSelect;

let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
  const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  await owner`create table shelf (id uuid primary key, name text not null)`;
  await owner`create table book (id uuid primary key, shelf_id uuid not null references shelf,
    pages smallint[] not null, cover bytea, read_at timestamptz, tongue text default 'zh')`;
  await owner`grant select, insert, update on shelf, book to hotline_app`;
  await owner.end();
});
afterAll(() => city.close());

test('rows that point at each other come back as they went in; what is left out has its default', async () => {
  const shelf = { id: newId(), name: '水電 "甲"' };
  const book = {
    id: newId(),
    shelfId: shelf.id,
    pages: [1, 2, 300],
    cover: Buffer.from([0, 255, 92]),
    readAt: Temporal.Instant.from('2026-03-02T01:07:30.123Z'),
  };
  const second = { ...book, id: newId(), cover: null, pages: [] };
  await inTransaction(city.caller(), ({ tx }) =>
    insertTogether(tx, rowsOf(books, [book, second]), rowsOf(shelves, [shelf])),
  );
  expect(await city.app.db.select().from(shelves)).toEqual([shelf]);
  expect(await city.app.db.select().from(books).orderBy(books.pages)).toEqual([
    { ...second, tongue: 'zh' },
    { ...book, tongue: 'zh' },
  ]);
});

test('one row that the database refuses keeps out all of them', async () => {
  const shelf = { id: newId(), name: '乙' };
  const stray = { id: newId(), shelfId: newId(), pages: [] };
  await expect(
    inTransaction(city.caller(), ({ tx }) =>
      insertTogether(tx, rowsOf(shelves, [shelf]), rowsOf(books, [stray])),
    ),
  ).rejects.toThrow();
  expect(await city.app.sql`select from shelf where id = ${shelf.id}`).toHaveLength(0);
});

test('of rows changed together each keeps what was not named', async () => {
  const shelf = { id: newId(), name: '丙' };
  const [one, two, three] = [1, 2, 3].map((page) => ({
    id: newId(),
    shelfId: shelf.id,
    pages: [page],
    cover: Buffer.from([page]),
    readAt: Temporal.Instant.from('2026-03-02T01:07:30.123456Z'),
    tongue: 'en',
  })) as [Book, Book, Book];
  await inTransaction(city.caller(), ({ tx }) =>
    insertTogether(tx, rowsOf(books, [one, two, three]), rowsOf(shelves, [shelf])),
  );
  const cover = Buffer.from([0, 255, 92]);
  await inTransaction(city.caller(), async ({ change }) => {
    change(changeOf(books, one.id, { cover, readAt: null }));
    change(changeOf(shelves, shelf.id, { name: '丁 "甲"' }));
    change(changeOf(books, two.id, { pages: [7, 8] }), changeOf(books, two.id, { tongue: null }));
  });
  const found = await city.app.db.select().from(books).where(eq(books.shelfId, shelf.id));
  expect(new Map(found.map((book) => [book.id, book]))).toEqual(
    new Map([
      [one.id, { ...one, cover, readAt: null }],
      [two.id, { ...two, pages: [7, 8], tongue: null }],
      [three.id, three],
    ]),
  );
  expect(await city.app.db.select().from(shelves).where(eq(shelves.id, shelf.id))).toEqual([
    { ...shelf, name: '丁 "甲"' },
  ]);
});
