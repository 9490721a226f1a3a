import type { Reader } from '@1999/platform';
import { inArray, sql } from 'drizzle-orm';
import { queueEntry } from '../io/tables.ts';

/** How many wait or ring now. */
export async function waitingCount(reader: Reader): Promise<number> {
  const [row] = await reader
    .select({ waiting: sql<number>`count(*)::int` })
    .from(queueEntry)
    .where(inArray(queueEntry.state, ['waiting', 'offered']));
  return row?.waiting ?? 0;
}
