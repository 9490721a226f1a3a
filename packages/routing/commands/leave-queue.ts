import { type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { lockRouting } from '../io/routing-lock.ts';
import { offer, type QueueEntryRow, queueEntry } from '../io/tables.ts';
import { describeEntry, matchWaiting } from './match-waiting.ts';
import { moveAgent } from './move-agent.ts';
import { closeOffer } from './settle-offer.ts';

const LeaveQueue = z.strictObject({ refId: Id });

/**
 * Whoever waited gives up: the entry leaves, an offer that rings is withdrawn and its agent is
 * ready again at the old place among the idle. Nothing happens when nothing waits.
 */
export const leaveQueue = command('routing.leave', LeaveQueue, async (context, { refId }) => {
  const { tx, now, journal } = context;
  lockRouting(tx);
  const [entry] = await tx
    .select()
    .from(queueEntry)
    .where(and(eq(queueEntry.refId, refId), inArray(queueEntry.state, ['waiting', 'offered'])))
    .for('update');
  if (!entry) return { left: false };
  if (entry.state === 'offered') await withdrawOffer(context, entry);
  await tx
    .update(queueEntry)
    .set({ state: 'left', agentId: null, slot: null, endedAt: now })
    .where(eq(queueEntry.id, entry.id));
  await journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.left',
    payload: { ...describeEntry(entry), ground: 'abandoned' },
  });
  matchWaiting(context);
  return { left: true };
});

async function withdrawOffer(context: CommandContext, entry: QueueEntryRow): Promise<void> {
  const [open] = await context.tx
    .select()
    .from(offer)
    .where(and(eq(offer.entryId, entry.id), eq(offer.state, 'open')))
    .for('update');
  if (!open) return;
  closeOffer(context, open, 'withdrawn');
  await moveAgent(context, open.agentId, { type: 'withdraw' });
  await context.journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.withdrawn',
    payload: { ...describeEntry(entry), agentId: open.agentId, offerId: open.id },
  });
}
