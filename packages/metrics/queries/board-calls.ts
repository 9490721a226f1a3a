import type { Sql } from 'postgres';
import type { Board } from '../contract.ts';
import { wireInstant } from './wire-instant.ts';

/** Calls in progress by where they stand, and since when the longest of the waiting waits. */
export async function boardCalls(sql: Sql): Promise<Board['calls']> {
  const [row] = await sql<
    {
      waiting: number;
      danger_waiting: number;
      longest: string | null;
      in_menu: number;
      connected: number;
    }[]
  >`select
      count(*) filter (where state = 'queued')::int as waiting,
      count(*) filter (where state = 'queued' and topic = 'danger')::int as danger_waiting,
      (min(queued_at) filter (where state = 'queued'))::text as longest,
      count(*) filter (where state in ('arrived', 'inMenu'))::int as in_menu,
      count(*) filter (where state = 'connected')::int as connected
    from call where state <> 'ended'`;
  return {
    waiting: row?.waiting ?? 0,
    dangerWaiting: row?.danger_waiting ?? 0,
    longestWaitSince: wireInstant(row?.longest ?? null),
    inMenu: row?.in_menu ?? 0,
    connected: row?.connected ?? 0,
  };
}
