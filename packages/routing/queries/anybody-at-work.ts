import type { Reader } from '@1999/platform';
import { ne } from 'drizzle-orm';
import { agentPresence } from '../io/tables.ts';

/** Whether any agent has taken a place, whatever they do there at this moment. */
export async function anybodyAtWork(reader: Reader): Promise<boolean> {
  const rows = await reader
    .select({ id: agentPresence.agentId })
    .from(agentPresence)
    .where(ne(agentPresence.state, 'offline'))
    .limit(1);
  return rows.length > 0;
}
