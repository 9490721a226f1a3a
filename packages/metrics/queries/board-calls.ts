import type { Sql } from 'postgres';
import type { Board } from '../contract.ts';
import { wireInstant } from './wire-instant.ts';

/**
 * Calls in progress by where they stand, text relays among them, and since when the longest of the
 * waiting waits.
 */
export async function boardCalls(sql: Sql): Promise<Board['calls']> {
  const [row] = await sql<
    {
      waiting: number;
      danger_waiting: number;
      longest: string | null;
      in_menu: number;
      connected: number;
    }[]
  >`with calls as (
      select state, queued_at, coalesce(topic = 'danger', false) as danger
      from call where state <> 'ended'
      union all
      select case state when 'waiting' then 'queued' else 'connected' end, queued_at, danger
      from chat_session where kind = 'relay' and state in ('waiting', 'live')
    )
    select
      count(*) filter (where state = 'queued')::int as waiting,
      count(*) filter (where state = 'queued' and danger)::int as danger_waiting,
      (min(queued_at) filter (where state = 'queued'))::text as longest,
      count(*) filter (where state in ('arrived', 'inMenu'))::int as in_menu,
      count(*) filter (where state = 'connected')::int as connected
    from calls`;
  return {
    waiting: row?.waiting ?? 0,
    dangerWaiting: row?.danger_waiting ?? 0,
    longestWaitSince: wireInstant(row?.longest ?? null),
    inMenu: row?.in_menu ?? 0,
    connected: row?.connected ?? 0,
  };
}
