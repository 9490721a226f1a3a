import type { Sql } from 'postgres';
import { APP_ROLE } from '../database/client.ts';

/**
 * Lets the application role use the job queue's schema, which its owner has just migrated. The
 * queue's tables stand under row-level security without any policy, so each gets one; a table that
 * has it is left alone, because making a policy locks the table against running workers.
 */
export async function grantJobQueue(sql: Sql): Promise<void> {
  await sql.unsafe(`
    grant usage on schema graphile_worker to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${APP_ROLE};
    grant usage, select on all sequences in schema graphile_worker to ${APP_ROLE};
    grant execute on all functions in schema graphile_worker to ${APP_ROLE};
    do $$
    declare
      bare regclass;
    begin
      for bare in
        select oid from pg_class
        where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
          and not exists (select from pg_policy where polrelid = pg_class.oid and polname = 'app')
      loop
        execute format('create policy app on %s to ${APP_ROLE} using (true) with check (true)', bare);
      end loop;
    end $$;
  `);
}
