import type { Sql } from 'postgres';

/** What a run must leave behind, each with how many rows are against it. */
const CHECKS = {
  'calls lost': (sql: Sql, begun: number) =>
    sql`select ${begun}::int - count(*)::int as wrong from call where direction = 'inbound'`,
  'calls without their end, agent or wrap-up': (sql: Sql) =>
    sql`select count(*)::int as wrong from call where state <> 'ended'
      or end_reason is distinct from 'completed' or connected_at is null or wrapped_at is null`,
  'calls not accepted exactly once': (sql: Sql) =>
    sql`select count(*)::int as wrong from call c
      where (select count(*) from queue_entry e join offer o on o.entry_id = e.id
        where e.ref_id = c.id and o.state = 'accepted') <> 1`,
  'calls offered to two agents at a time': (sql: Sql) =>
    sql`select count(*)::int as wrong from offer one join offer other
      on other.entry_id = one.entry_id and other.id > one.id
      where other.offered_at < coalesce(one.settled_at, 'infinity')`,
  'agents with two calls at a time': (sql: Sql) =>
    sql`select count(*)::int as wrong from call one join call other
      on other.agent_id = one.agent_id and other.id > one.id
      where other.connected_at < one.ended_at and one.connected_at < other.ended_at`,
  'calls whose story lacks or doubles a step': (sql: Sql) =>
    sql`select count(*)::int as wrong from call c where (
      select array_agg(type order by type) from journal_all
      where subject_id = c.id and type = any('{call.arrived,call.menuChosen,call.queued,
        call.connected,call.partyJoined,call.ended,call.wrapped}'))
      <> '{call.arrived,call.connected,call.ended,call.menuChosen,call.partyJoined,call.queued,
        call.wrapped}'`,
  'web hooks claimed twice or not at all': (sql: Sql) =>
    sql`select abs(count(*)::int - 4 * (select count(*) from call)::int) as wrong
      from (select distinct split_part(key, ':', 2) from webhook_inbox
        where key !~ '^twilio:(call|conference):') as hooks`,
  'gaps in the journal': (sql: Sql) =>
    sql`select (select position from journal_head)::int - count(*)::int as wrong from journal`,
} as const;

/**
 * Checks that no call was lost, offered twice at a time or left half done, and that the journal has
 * each step once and no gap. Returns what was checked. @throws naming what is broken.
 */
export async function checkCalls(sql: Sql, begun: number): Promise<string> {
  for (;;) {
    const [inbox] = await sql`select count(*)::int as waiting from journal_inbox`;
    if (inbox?.waiting === 0) break;
  }
  const broken: string[] = [];
  for (const [what, ask] of Object.entries(CHECKS)) {
    const [found] = await ask(sql, begun);
    if (found?.wrong !== 0) broken.push(`${found?.wrong} ${what}`);
  }
  if (broken.length > 0) throw new Error(`after ${begun} calls: ${broken.join('; ')}`);
  return `${begun} calls; none: ${Object.keys(CHECKS).join(', ')}`;
}
