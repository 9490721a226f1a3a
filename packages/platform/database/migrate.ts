import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runMigrations as migrateJobQueue } from 'graphile-worker';
import postgres from 'postgres';
import { grantJobQueue } from '../jobs/grants.ts';

/** Any number that only this platform uses: the lock under which one process migrates. */
const MIGRATION_LOCK = 1_999_000_001;

/** Where the one linear sequence of migrations stands. */
export const MIGRATIONS = join(import.meta.dirname, '../../../infra/migrations');

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

/** The migrations in order, each with a hash of its text. */
export async function readMigrations(folder = MIGRATIONS): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8');
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Brings the database up to date as its owner, each migration in a transaction of its own, under an
 * advisory lock, so that processes may start together. Returns the names newly applied.
 * @throws when an applied migration's text has changed since.
 */
export async function migrate(ownerUrl: string, folder = MIGRATIONS): Promise<string[]> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await sql`create table if not exists schema_migration (
      name text primary key, hash text not null, applied_at timestamptz not null default now())`;
    const applied = new Map(
      (await sql<{ name: string; hash: string }[]>`select name, hash from schema_migration`).map(
        (row) => [row.name, row.hash],
      ),
    );
    const fresh: string[] = [];
    for (const migration of await readMigrations(folder)) {
      const known = applied.get(migration.name);
      if (known === migration.hash) continue;
      if (known) throw new Error(`migration ${migration.name} was changed after it was applied`);
      await sql.begin(async (tx) => {
        await tx.unsafe(migration.sql);
        await tx`insert into schema_migration (name, hash)
          values (${migration.name}, ${migration.hash})`;
      });
      fresh.push(migration.name);
    }
    await migrateJobQueue({ connectionString: ownerUrl });
    await grantJobQueue(sql);
    return fresh;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
