import { Conflict, command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { acceptOffer, currentOffer } from '@1999/routing';
import { z } from 'zod';
import { lockCall } from '../io/lock-call.ts';
import { advanceCall, saveCall } from './advance-call.ts';

/**
 * The agent takes the call that rings: offer, call and journal move together. The agent's browser
 * then joins by its provider's way. @throws NotFound or Conflict `offer_gone` as acceptOffer.
 */
export const answerOffer = command(
  'call.answer',
  z.strictObject({ offerId: Id, agentId: Id }),
  async (context, input) => {
    const open = await currentOffer(context.tx, input.agentId, input.offerId);
    // The call's row is locked before routing's: every command takes them in this order.
    const row = open ? await lockCall(context.tx, open.refId) : null;
    await acceptOffer.within(context, input);
    if (row?.state !== 'queued') {
      throw new Conflict('offer_gone', 'This call no longer rings at your place.');
    }
    const legId = newId();
    const taken = await saveCall(context, row, { agentId: input.agentId, agentLegId: legId });
    await advanceCall(context, taken, { type: 'agentAnswered' });
    return { callId: row.id, provider: row.provider, legId };
  },
);
