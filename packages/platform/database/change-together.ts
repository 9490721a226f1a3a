import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { plain } from './insert-together.ts';
import { listOf } from './list-of.ts';

/** A change of one row, which must be locked. */
export interface Change {
  readonly table: PgTable;
  /** The value of its primary key, which is one column. */
  readonly key: string;
  /** By the database's names of columns; a column that is not named keeps its value. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What is to change of the row with this primary key. */
export function changeOf<T extends PgTable>(
  table: T,
  key: string,
  changes: Partial<T['$inferSelect']>,
): Change {
  const columns = getTableColumns(table);
  const values = Object.entries(changes).map(([property, value]) => {
    const name = columns[property]?.name;
    if (!name) throw new Error(`${getTableName(table)} has no ${property}`);
    return [name, plain(value)] as const;
  });
  return { table, key, values: Object.fromEntries(values) };
}

/**
 * The statements that make such changes, one a table: the same statement however many rows there
 * are and whatever changes of each. The rows are found by a list of keys and not by a join,
 * for which PostgreSQL would read the whole table sooner than it should.
 */
export function changing(changes: readonly Change[]): SQL[] {
  return [...Map.groupBy(changes, ({ table }) => table)].map(([table, of]) => {
    const name = sql.identifier(getTableName(table));
    const columns = Object.values(getTableColumns(table));
    const others = columns.filter(({ primary }) => !primary);
    const names = sql.raw(others.map((column) => `"${column.name}"`).join(', '));
    const own = sql.identifier(columns.find(({ primary }) => primary)?.name ?? 'id');
    const rows: Record<string, object> = {};
    for (const { key, values } of of) rows[key] = { ...rows[key], ...values };
    return sql`update ${name} as found set (${names}) = (select ${names}
        from jsonb_populate_record(found, ${JSON.stringify(rows)}::jsonb -> found.${own}::text))
      where found.${own} = any(${listOf('uuid', Object.keys(rows))})`;
  });
}
