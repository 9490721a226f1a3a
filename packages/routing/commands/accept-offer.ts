import { Conflict, command, send } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { lockRouting } from '../io/routing-lock.ts';
import { describeEntry, matchWaiting } from './match-waiting.ts';
import { moveAgent } from './move-agent.ts';
import { openOfferOf } from './settle-offer.ts';

const AcceptOffer = z.strictObject({ offerId: Id, agentId: Id });

/**
 * The agent takes what rings and is busy from now on. An offer past its ring time is gone, whether
 * or not the sweep has noted it. @throws NotFound, Conflict as openOfferOf.
 */
export const acceptOffer = command('routing.accept', AcceptOffer, async (context, input) => {
  const { tx, now, journal } = context;
  lockRouting(tx);
  const { offer, entry } = await openOfferOf(context, input.offerId, input.agentId);
  if (Temporal.Instant.compare(now, offer.expiresAt) > 0) {
    throw new Conflict('offer_gone', 'This call no longer rings at your place.');
  }
  const at = sql`${now.toString()}::timestamptz`;
  const accepted = sql`
    with taken as (
      update offer set state = 'accepted', settled_at = ${at} where id = ${offer.id})
    update queue_entry set state = 'accepted', accepted_at = ${at} where id = ${entry.id}`;
  send(tx, accepted);
  await moveAgent(context, input.agentId, { type: 'accept' });
  await journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.accepted',
    payload: { ...describeEntry(entry), agentId: input.agentId, offerId: offer.id },
  });
  // Nothing rings at this place any more: there may be room for a chat beside it.
  matchWaiting(context);
  return { entryId: entry.id, channel: entry.channel, refId: entry.refId };
});
