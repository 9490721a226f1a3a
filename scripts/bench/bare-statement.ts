import { randomUUID } from 'node:crypto';
import { migrate } from '@1999/platform';
import postgres, { type Sql } from 'postgres';
import type { RowsByTable } from './one-intake.ts';

/** What an intake's rows refer to; copied as it stands. */
const GROUND = [
  ...['agency', 'district', 'matter_type', 'dispatch_policy', 'vault_citizen', 'contact'],
  ...['duty_contact'],
];
/** Drawn by the database itself. */
const DRAWN = new Set(['seq']);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same rows as one intake's, written by one statement that commits by itself. */
export interface BareStatement {
  /** Writes one intake. */
  readonly write: () => Promise<unknown>;
  /** Of which tables it writes how many rows. */
  readonly rows: string;
  readonly close: () => Promise<void>;
}

/**
 * Makes a database of the same schema, constraints and triggers beside the hotline's, on the same
 * server, that no application works on; and in it the statement for rows like `template`'s, with
 * new ids and numbers each time.
 */
export async function bareStatement(
  hotline: { sql: Sql; databaseUrl: string },
  template: RowsByTable,
  connections: number,
): Promise<BareStatement> {
  await hotline.sql`create database bench_bare`;
  const url = hotline.databaseUrl.replace(/\/postgres$/, '/bench_bare');
  await migrate(url);
  const sql = postgres(url, { max: connections, onnotice: () => {} });
  await copyGround(hotline.sql, sql);
  const tables = Object.keys(template);
  const text = await statementFor(sql, tables, template);
  let number = 0;
  return {
    write: () => {
      const fresh = freshRows(template, ++number);
      return sql.unsafe(text, tables.map((table) => JSON.stringify(fresh[table])) as never[], {
        prepare: true,
      });
    },
    rows: tables.map((table) => `${table} ${template[table]?.length}`).join(', '),
    close: () => sql.end({ timeout: 5 }),
  };
}

async function copyGround(from: Sql, to: Sql): Promise<void> {
  await to.begin(async (tx) => {
    // Foreign keys sleep meanwhile: what the ground itself stands on is not needed.
    await tx`set local session_replication_role = replica`;
    for (const table of GROUND) {
      const [found] = await from.unsafe(`select json_agg(t)::text as rows from ${table} t`);
      await tx.unsafe(`delete from ${table}`);
      await tx.unsafe(
        `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`,
        [found?.rows ?? '[]'],
      );
    }
  });
}

async function statementFor(
  sql: Sql,
  tables: readonly string[],
  template: RowsByTable,
): Promise<string> {
  const inserts = await Promise.all(
    tables.map(async (table, index) => {
      const columns = Object.keys(template[table]?.[0] ?? {})
        .filter((column) => !DRAWN.has(column))
        .map((column) => `"${column}"`)
        .join(', ');
      if (!columns) throw new Error(`an intake wrote no ${table}`);
      const rows = `jsonb_populate_recordset(null::${table}, $${index + 1}::text::jsonb)`;
      return `${table}_made as (insert into ${table} (${columns}) select ${columns} from ${rows})`;
    }),
  );
  const [job] = await sql`select 'graphile_worker.add_job'::regproc::text as name`;
  return `with ${inserts.join(',\n')}
    select ${job?.name}('messaging.deliver', '{"deliveryId": "", "attempt": 1}'::json)`;
}

/** The template's rows with what must be unique made new; what they refer to outside stays. */
function freshRows(template: RowsByTable, number: number): RowsByTable {
  const own = new Set(
    ['case_file', 'matter', 'work_order', 'order_clock', 'delivery', 'escalation', 'journal_inbox']
      .flatMap((table) => template[table] ?? [])
      .map((row) => String(row.id)),
  );
  const renamed = new Map([...own].map((id) => [id, randomUUID()]));
  const text = JSON.stringify(template).replaceAll(UUID, (id) => renamed.get(id) ?? id);
  const rows = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
  for (const row of rows.case_file ?? []) row.number = `A-TB-2999-${10_000 + number}`;
  for (const row of rows.work_order ?? []) row.number = `INS999999${10_000 + number}`;
  // The call it is told in and the carrier's own name for it, which a template that was sent
  // meanwhile has already.
  for (const row of rows.delivery ?? []) Object.assign(row, { provider_ref: null, call_id: null });
  for (const row of rows.command_receipt ?? []) row.key = `bench:${randomUUID()}`;
  return rows;
}
