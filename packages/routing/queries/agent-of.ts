import type { Reader } from '@1999/platform';
import { and, desc, eq, inArray } from 'drizzle-orm';
import { queueEntry } from '../io/tables.ts';

/** The agent who works on, or was the last to work on, what came by `refId` (a call, a chat); null when nobody did. */
export async function agentOf(reader: Reader, refId: string): Promise<string | null> {
  const [entry] = await reader
    .select({ agentId: queueEntry.agentId })
    .from(queueEntry)
    .where(and(eq(queueEntry.refId, refId), inArray(queueEntry.state, ['accepted', 'finished'])))
    .orderBy(desc(queueEntry.acceptedAt))
    .limit(1);
  return entry?.agentId ?? null;
}
