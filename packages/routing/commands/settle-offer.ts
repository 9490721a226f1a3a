import { type CommandContext, Conflict, NotFound, send } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { backInQueue } from '../domain/back-in-queue.ts';
import {
  type OfferRow,
  type OfferState,
  offer,
  type QueueEntryRow,
  queueEntry,
} from '../io/tables.ts';
import { describeEntry } from './match-waiting.ts';
import { moveAgent } from './move-agent.ts';

export interface OpenOffer {
  readonly offer: OfferRow;
  readonly entry: QueueEntryRow;
}

/**
 * The agent's own open offer with its entry, locked. @throws NotFound when it is absent or another
 * agent's; Conflict `offer_gone` when it rings no more.
 */
export async function openOfferOf(
  { tx }: CommandContext,
  offerId: string,
  agentId: string,
): Promise<OpenOffer> {
  const [row] = await tx
    .select()
    .from(offer)
    .innerJoin(queueEntry, eq(queueEntry.id, offer.entryId))
    .where(and(eq(offer.id, offerId), eq(offer.agentId, agentId)))
    .for('update');
  if (!row) throw new NotFound();
  if (row.offer.state !== 'open') {
    throw new Conflict('offer_gone', 'This call no longer rings at your place.');
  }
  return { offer: row.offer, entry: row.queue_entry };
}

/** Notes how an open offer ended. */
export function closeOffer(
  { tx, now }: CommandContext,
  row: OfferRow,
  state: Exclude<OfferState, 'open'>,
): void {
  send(tx, tx.update(offer).set({ state, settledAt: now }).where(eq(offer.id, row.id)));
}

/**
 * The agent did not take it, and pauses. The entry returns to its old place, open to anyone; one
 * that was for this agent alone leaves the queue.
 */
export async function returnToQueue(
  context: CommandContext,
  { offer: row, entry }: OpenOffer,
  how: 'declined' | 'timedOut',
): Promise<void> {
  closeOffer(context, row, how);
  await context.tx
    .update(queueEntry)
    .set(
      entry.onlyAgent
        ? { state: 'left', agentId: null, slot: null, endedAt: context.now }
        : backInQueue({ notFor: entry.notFor }),
    )
    .where(eq(queueEntry.id, entry.id));
  const declined = how === 'declined';
  await moveAgent(
    context,
    row.agentId,
    { type: declined ? 'decline' : 'ringTimeOut' },
    { reason: declined ? 'declined' : 'ringTimedOut' },
  );
  await context.journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: declined ? 'queueEntry.declined' : 'queueEntry.ringTimedOut',
    payload: { ...describeEntry(entry), agentId: row.agentId, offerId: row.id },
  });
}
