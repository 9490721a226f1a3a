import type { Reader } from '@1999/platform';
import { and, eq, sql } from 'drizzle-orm';
import type { OfferView } from '../contract.ts';
import { offer, queueEntry } from '../io/tables.ts';

/** What rings at the agent now, or null. */
export async function currentOffer(
  reader: Reader,
  agentId: string,
  offerId?: string,
): Promise<OfferView | null> {
  const [row] = await reader
    .select()
    .from(offer)
    .innerJoin(queueEntry, eq(queueEntry.id, offer.entryId))
    .where(
      and(
        eq(offer.agentId, agentId),
        // As the index of open offers has it, so that it serves any agent by one plan.
        sql`${offer.state} = 'open'`,
        offerId ? eq(offer.id, offerId) : undefined,
      ),
    );
  if (!row) return null;
  return {
    offerId: row.offer.id,
    entryId: row.queue_entry.id,
    channel: row.queue_entry.channel,
    refId: row.queue_entry.refId,
    language: row.queue_entry.language,
    priority: row.queue_entry.priority,
    queuedAt: row.queue_entry.queuedAt.toString(),
    offeredAt: row.offer.offeredAt.toString(),
    expiresAt: row.offer.expiresAt.toString(),
  };
}
