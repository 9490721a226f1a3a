import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';

/** The owner's address of the embedded database that runs on this data folder. */
export async function embeddedUrl(dataDir: string): Promise<string> {
  const password = (await readFile(join(dataDir, 'postgres.password'), 'utf8')).trim();
  const pidFile = await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8');
  return `postgres://owner:${password}@127.0.0.1:${pidFile.split('\n')[3]}/postgres`;
}

/**
 * What was begun and not finished, one line each: a row whose journal entry is missing, or an entry
 * whose row is; what must be committed together was then not.
 */
export async function halfDone(databaseUrl: string): Promise<string[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const rows = await sql<{ fault: string }[]>`
      with told as (select subject_id as id, type, payload from journal_all),
      expected (id, type) as (
        select id, 'call.arrived' from call
        union all select id, 'call.queued' from call where queued_at is not null
        union all select id, 'call.connected' from call where connected_at is not null
        union all select id, 'call.ended' from call where ended_at is not null
        union all select id, 'call.wrapped' from call where wrapped_at is not null
        union all select id, 'contact.opened' from contact
        union all select id, 'case.opened' from case_file
        union all select id, 'case.closed' from case_file where closed_at is not null
        union all select id, 'order.issued' from work_order
        union all select id, 'order.' || state from work_order
          where state in ('acknowledged', 'reported', 'closed')
        union all select id, 'delivery.queued' from delivery where channel <> 'app'
        union all select id, 'survey.invited' from survey_invitation
        union all select invitation_id, 'survey.answered' from survey_answer)
      select 'untold ' || type || ' ' || id as fault from expected
        where (id, type) not in (select id, type from told)
      union all
      select 'told alone ' || type || ' ' || id from told
        where type in ('call.arrived', 'call.queued', 'call.connected', 'call.ended',
            'call.wrapped', 'contact.opened', 'case.opened', 'case.closed', 'order.issued',
            'delivery.queued', 'survey.invited', 'survey.answered')
          and (id, type) not in (select id, type from expected)
      union all
      select 'told twice ' || type || ' ' || id from told
        where type in (select type from expected) group by type, id having count(*) > 1
      union all
      select 'call without contact ' || id from call
        where contact_id not in (select id from contact)
      union all
      select 'case without matter ' || id from case_file
        where id not in (select case_id from matter)
      union all
      select 'order with ' || count(c.id) || ' clocks ' || o.id from work_order o
        left join order_clock c on c.order_id = o.id group by o.id having count(c.id) < 4`;
    return rows.map(({ fault }) => fault);
  } finally {
    await sql.end();
  }
}
