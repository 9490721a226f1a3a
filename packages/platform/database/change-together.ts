import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { plain } from './insert-together.ts';
import { listOf } from './list-of.ts';

/** A change of one row, which must be locked. */
export interface Change {
  readonly table: PgTable;
  readonly id: string;
  /** By the database's names of columns; a column that is not named keeps its value. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** What is to change of the row with this id. */
export function changeOf<T extends PgTable>(
  table: T,
  id: string,
  changes: Partial<T['$inferSelect']>,
): Change {
  const columns = getTableColumns(table);
  const values = Object.entries(changes).map(([key, value]) => {
    const name = columns[key]?.name;
    if (!name) throw new Error(`${getTableName(table)} has no ${key}`);
    return [name, plain(value)] as const;
  });
  return { table, id, values: Object.fromEntries(values) };
}

/**
 * The statements that make such changes, one a table: the same statement however many rows there
 * are and whatever changes of each. The rows are found by a list of their ids and not by a join,
 * for which PostgreSQL would read the whole table sooner than it should.
 */
export function changing(changes: readonly Change[]): SQL[] {
  return [...Map.groupBy(changes, ({ table }) => table)].map(([table, of]) => {
    const name = sql.identifier(getTableName(table));
    const columns = Object.values(getTableColumns(table)).filter((column) => column.name !== 'id');
    const names = sql.raw(columns.map((column) => `"${column.name}"`).join(', '));
    const rows: Record<string, object> = {};
    for (const { id, values } of of) rows[id] = { ...rows[id], ...values };
    return sql`update ${name} as found set (${names}) = (select ${names}
        from jsonb_populate_record(found, ${JSON.stringify(rows)}::jsonb -> found.id::text))
      where found.id = any(${listOf('uuid', Object.keys(rows))})`;
  });
}
