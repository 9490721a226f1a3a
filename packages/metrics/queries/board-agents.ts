import type { Sql } from 'postgres';
import type { BoardAgent } from '../contract.ts';
import { wireInstant } from './wire-instant.ts';

/** Everybody at work, those who stand longest in their state first. */
export async function boardAgents(sql: Sql): Promise<BoardAgent[]> {
  const rows = await sql<
    {
      agent_id: string;
      display_name: string;
      state: string;
      reason: string | null;
      since: string;
    }[]
  >`select p.agent_id, u.display_name, p.state, p.reason, p.since::text
    from agent_presence p join app_user u on u.id = p.agent_id
    where p.state <> 'offline'
    order by p.since`;
  return rows.map((row) => ({
    userId: row.agent_id,
    displayName: row.display_name,
    state: row.state,
    reason: row.reason,
    since: wireInstant(row.since) as string,
  }));
}
