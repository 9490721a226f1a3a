import type { Reader } from '@1999/platform';
import { inArray, sql } from 'drizzle-orm';
import type { WaitingCounts } from '../contract.ts';
import { queueEntry } from '../io/tables.ts';

/** How many wait or ring now. */
export async function waitingCounts(reader: Reader): Promise<WaitingCounts> {
  const [row] = await reader
    .select({
      calls: sql<number>`(count(*) filter (where ${queueEntry.channel} <> 'chat'))::int`,
      chats: sql<number>`(count(*) filter (where ${queueEntry.channel} = 'chat'))::int`,
    })
    .from(queueEntry)
    .where(inArray(queueEntry.state, ['waiting', 'offered']));
  return row ?? { calls: 0, chats: 0 };
}
