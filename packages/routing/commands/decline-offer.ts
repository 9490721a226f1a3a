import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { lockRouting } from '../io/routing-lock.ts';
import { matchWaiting } from './match-waiting.ts';
import { openOfferOf, returnToQueue } from './settle-offer.ts';

const DeclineOffer = z.strictObject({ offerId: Id, agentId: Id });

/**
 * The agent does not take the offer: the entry goes back to its place and on to the next agent; the
 * one who declined pauses until ready again. @throws NotFound, Conflict as openOfferOf.
 */
export const declineOffer = command('routing.decline', DeclineOffer, async (context, input) => {
  lockRouting(context.tx);
  const open = await openOfferOf(context, input.offerId, input.agentId);
  await returnToQueue(context, open, 'declined');
  matchWaiting(context);
  return { declined: true };
});
