import type { Reader } from '@1999/platform';
import { ne, sql } from 'drizzle-orm';
import { agentPresence } from '../io/tables.ts';

/** How many agents have taken a place, whatever they do there at this moment, and how many are ready. */
export async function agentsAtWork(reader: Reader): Promise<{ atWork: number; ready: number }> {
  const [row] = await reader
    .select({
      atWork: sql<number>`count(*)::int`,
      ready: sql<number>`(count(*) filter (where ${agentPresence.state} = 'ready'))::int`,
    })
    .from(agentPresence)
    .where(ne(agentPresence.state, 'offline'));
  return row ?? { atWork: 0, ready: 0 };
}
