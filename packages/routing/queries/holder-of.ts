import type { Reader } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { queueEntry } from '../io/tables.ts';

/** The agent who holds what came by `refId` at this moment; null while nobody does. */
export async function holderOf(reader: Reader, refId: string): Promise<string | null> {
  const [entry] = await reader
    .select({ agentId: queueEntry.agentId })
    .from(queueEntry)
    .where(and(eq(queueEntry.refId, refId), eq(queueEntry.state, 'accepted')));
  return entry?.agentId ?? null;
}
