import type { CommandContext } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import type { EntryRequeued } from '../contract.ts';
import { backInQueue } from '../domain/back-in-queue.ts';
import { type QueueEntryRow, queueEntry } from '../io/tables.ts';
import { describeEntry } from './match-waiting.ts';

/**
 * The conversations an agent holds by text go back to the queue at the age they have, inside the
 * routing lock: the agent is about to leave. Answers how many; the caller matches them afterwards.
 */
export async function returnTexts(
  context: CommandContext,
  agentId: string,
  reason: EntryRequeued['reason'],
): Promise<number> {
  const held = await context.tx
    .update(queueEntry)
    .set(backInQueue({}))
    .where(
      and(
        eq(queueEntry.agentId, agentId),
        eq(queueEntry.state, 'accepted'),
        eq(queueEntry.medium, 'text'),
      ),
    )
    .returning();
  for (const entry of held) await tellRequeued(context, entry, agentId, reason);
  return held.length;
}

/** Notes that an entry waits again, and who held it. */
export function tellRequeued(
  { journal }: CommandContext,
  entry: QueueEntryRow,
  agentId: string,
  reason: EntryRequeued['reason'],
): Promise<void> {
  return journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.requeued',
    payload: { ...describeEntry(entry), agentId, reason },
  });
}
