import type { Sql } from 'postgres';
import { APP_ROLE } from '../database/client.ts';

/** Lets the application role use the job queue's schema, which its owner has just migrated. */
export async function grantJobQueue(sql: Sql): Promise<void> {
  await sql.unsafe(`
    grant usage on schema graphile_worker to ${APP_ROLE};
    grant all on all tables in schema graphile_worker to ${APP_ROLE};
    grant all on all sequences in schema graphile_worker to ${APP_ROLE};
    grant execute on all functions in schema graphile_worker to ${APP_ROLE};
  `);
}
