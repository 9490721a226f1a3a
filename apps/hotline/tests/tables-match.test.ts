import { globSync } from 'node:fs';
import { join } from 'node:path';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const files = globSync('packages/*/{io,vault}/tables.ts', { cwd: ROOT }).sort();

let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
});
afterAll(() => city.close());

/** The tables a room's queries are written against, as `column type [not null]` lines. */
async function writtenTables(file: string): Promise<Map<string, string[]>> {
  const exported = Object.values(await import(join(ROOT, file)));
  const tables = exported.filter((one) => is(one, PgTable));
  return new Map(
    tables.map((table) => {
      const { name, columns } = getTableConfig(table);
      return [name, columns.map((one) => line(one.name, one.getSQLType(), one.notNull)).sort()];
    }),
  );
}

/** The same of the migrated database. */
async function migratedTable(sql: Sql, name: string): Promise<string[]> {
  const rows = await sql<{ name: string; type: string; notNull: boolean }[]>`
    select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as "notNull"
    from pg_attribute
    where attrelid = to_regclass(${name}) and attnum > 0 and not attisdropped`;
  return rows.map((one) => line(one.name, one.type, one.notNull)).sort();
}

function line(name: string, type: string, notNull: boolean): string {
  return `${name} ${inFull(type)}${notNull ? ' not null' : ''}`;
}

/** A type as PostgreSQL itself names it. */
function inFull(type: string): string {
  return type
    .replace(/^timestamptz/, 'timestamp with time zone')
    .replace(/^time(?=$|\[)/, 'time without time zone')
    .replace(/^numeric\((\d+), (\d+)\)/, 'numeric($1,$2)');
}

test('every room that keeps rows is looked at', () => {
  const rooms = files.map((file) => file.split('/')[1]);
  for (const room of ['platform', 'messaging', 'directory', 'cases', 'routing', 'telephony']) {
    expect(rooms).toContain(room);
  }
});

describe('the tables that queries are written against are those of the migrated database', () => {
  test.each(files)('%s', async (file) => {
    const written = await writtenTables(file);
    expect(written.size).toBeGreaterThan(0);
    for (const [name, columns] of written) {
      expect(columns, name).toEqual(await migratedTable(city.app.sql, name));
    }
  });
});

test.each([
  'alter table app_user drop column locale',
  'alter table app_user add column shoe_size integer',
  'alter table app_user alter column display_name type varchar(60)',
  'alter table app_user alter column display_name drop not null',
  'alter table app_user rename to person',
])('after “%s” they are not', async (change) => {
  const written = (await writtenTables('packages/directory/io/tables.ts')).get('app_user');
  const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  const putBack = new Error('put it back');
  try {
    const changed = owner.begin(async (tx) => {
      await tx.unsafe(change);
      expect(await migratedTable(tx as unknown as Sql, 'app_user')).not.toEqual(written);
      throw putBack;
    });
    await expect(changed).rejects.toBe(putBack);
  } finally {
    await owner.end();
  }
});
