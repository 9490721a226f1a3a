import type { Sql } from 'postgres';
import type { Board } from '../contract.ts';
import { wireInstant } from './wire-instant.ts';

/** Chats and text relays that wait for a person or are with one; relays count as calls as well. */
export async function boardChats(sql: Sql): Promise<Board['chats']> {
  const [row] = await sql<
    {
      waiting: number;
      danger_waiting: number;
      longest: string | null;
      live: number;
      relays: number;
    }[]
  >`select
      count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'waiting' and danger)::int as danger_waiting,
      (min(queued_at) filter (where state = 'waiting'))::text as longest,
      count(*) filter (where state = 'live')::int as live,
      count(*) filter (where kind = 'relay')::int as relays
    from chat_session where state in ('waiting', 'live')`;
  return {
    waiting: row?.waiting ?? 0,
    dangerWaiting: row?.danger_waiting ?? 0,
    longestWaitSince: wireInstant(row?.longest ?? null),
    live: row?.live ?? 0,
    relays: row?.relays ?? 0,
  };
}
