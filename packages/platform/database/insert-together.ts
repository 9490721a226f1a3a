import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from './client.ts';

/** Rows for one table. */
export interface Rows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** A row that is there already stays as it is, and is no error. */
  readonly unlessThere?: boolean;
}

/** Rows of one table for `insertTogether`. A column that no row names keeps its default. */
export function rowsOf<T extends PgTable>(
  table: T,
  rows: readonly (T['$inferInsert'] & object)[],
  options: Pick<Rows, 'unlessThere'> = {},
): Rows {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) =>
    rows.some((row) => (row as Record<string, unknown>)[key] !== undefined),
  );
  return {
    ...options,
    table: getTableName(table),
    columns: columns.map(([, column]) => column.name),
    rows: rows.map((row) =>
      Object.fromEntries(
        columns.map(([key, column]) => [column.name, plain((row as Record<string, unknown>)[key])]),
      ),
    ),
  };
}

/**
 * Inserts rows of several tables by one statement: one round trip and one plan for what belongs
 * together, and the same statement however many rows there are. Rows may point at each other,
 * because foreign keys are checked at the statement's end.
 */
export async function insertTogether(tx: Tx, ...parts: readonly Rows[]): Promise<void> {
  const inserts = insertsOf(parts);
  if (inserts.length > 0) await tx.execute(sql`with ${sql.join(inserts, sql`, `)} select`);
}

/** The inserts as parts of a statement's `with`; rows of one table are one part. */
export function insertsOf(parts: readonly Rows[]): SQL[] {
  return joined(parts).map(({ table, columns, rows, unlessThere }, index) => {
    const names = sql.raw(columns.map((name) => `"${name}"`).join(', '));
    const onConflict = unlessThere ? sql` on conflict do nothing` : sql``;
    return sql`${sql.raw(`made_${index}`)} as (insert into ${sql.identifier(table)} (${names})
      select ${names} from jsonb_populate_recordset(null::${sql.identifier(table)},
        ${JSON.stringify(rows)}::jsonb)${onConflict})`;
  });
}

/** Rows of the same columns of one table put together, in the order of the tables' first rows. */
function joined(parts: readonly Rows[]): Rows[] {
  const byForm = new Map<string, Rows>();
  for (const part of parts) {
    if (part.rows.length === 0) continue;
    const form = `${part.table}(${part.columns.join()})${part.unlessThere ?? false}`;
    const before = byForm.get(form);
    byForm.set(form, before ? { ...before, rows: [...before.rows, ...part.rows] } : part);
  }
  return [...byForm.values()];
}

/** A value as PostgreSQL reads it from JSON. */
export function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return value ?? null;
}
