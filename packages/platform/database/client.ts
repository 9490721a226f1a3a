import type { PgDatabase } from 'drizzle-orm/pg-core';
import {
  drizzle,
  type PostgresJsDatabase,
  type PostgresJsQueryResultHKT,
} from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';
import { inTransactionOf, PREPARED, type TransactionClient } from './transaction.ts';

export type Database = PostgresJsDatabase;
/** A transaction that commands and reactions write in. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a query reads from: a transaction, or the database itself. */
export type Reader = PgDatabase<PostgresJsQueryResultHKT, Record<string, never>>;

/** The least-powered role the application works as; made by the first migration. */
export const APP_ROLE = 'hotline_app';

export interface DatabaseHandles {
  /** Typed queries and transactions. */
  readonly db: Database;
  /** Raw SQL. Separate from `db`, because drizzle changes the parsers of its own client. */
  readonly sql: Sql;
  close(): Promise<void>;
}

/**
 * Opens two pools on one database: one for drizzle, one for raw SQL. Both work as `role` (the
 * lesser application role) unless the URL signs in as it already.
 */
export function openDatabase(
  url: string,
  options: { role?: string | null; connections?: number; name?: string } = {},
): DatabaseHandles {
  const role = options.role === undefined ? APP_ROLE : options.role;
  const open = (max: number) =>
    postgres(url, {
      max,
      onnotice: () => {},
      connect_timeout: 5,
      connection: {
        application_name: options.name ?? '1999',
        ...(role ? { role } : {}),
      },
    });
  const typed = open(options.connections ?? 10);
  const raw = open(Math.max(4, Math.ceil((options.connections ?? 10) / 2)));
  return {
    db: drizzle(preparing(typed)),
    sql: raw,
    close: async () => {
      await Promise.all([typed.end({ timeout: 5 }), raw.end({ timeout: 5 })]);
    },
  };
}

/**
 * The client as drizzle should see it. Drizzle asks by `unsafe`, which parses each statement anew
 * and waits to have it described before it runs: two round trips and a plan every time. Prepared,
 * a statement that a connection knows takes one.
 */
function preparing(client: Sql): Sql {
  const own: Record<PropertyKey, unknown> = {
    unsafe: (text: string, values: never[]) => client.unsafe(text, values, PREPARED),
    begin: (work: (inner: TransactionClient) => Promise<unknown>) => inTransactionOf(client, work),
  };
  return new Proxy(client, { get: (target, name) => own[name] ?? Reflect.get(target, name) });
}
