import { citizenView } from '@1999/cases';
import { hasOwnPhone } from '@1999/directory';
import { askMaskedCall } from '@1999/messaging';
import { Conflict, command, Forbidden } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { callBar } from '../domain/citizen-call.ts';
import { lockOrder } from '../io/lock-order.ts';

export const CALL_CITIZEN = 'order.callCitizen';
const CallCitizen = z.strictObject({ orderId: Id });

const barred = {
  order_ended: 'The order has ended; there is nothing left to ask.',
  order_state: 'The order was sent back and is in nobody’s hands.',
} as const;

/**
 * Somebody of the agency wants to talk to the citizen: their own telephone is rung, and after a key
 * the citizen's, without either seeing the other's number.
 * @throws NotFound; Conflict when the order has ended, the citizen has left no number, the person
 *   has told no telephone of their own, or one of the two is on such a call already.
 */
export const callCitizen = command(CALL_CITIZEN, CallCitizen, async (context, { orderId }) => {
  const { app, tx, actor } = context;
  if (actor.kind !== 'user') throw new Forbidden();
  const order = await lockOrder(context, orderId);
  const bar = callBar(order.state);
  if (bar) throw new Conflict(bar, barred[bar]);
  const { phone } = await citizenView(app, tx, order.citizenId);
  if (!phone) throw new Conflict('citizen_without_phone', 'The citizen has left no number.');
  if (!(await hasOwnPhone(tx, actor.id))) {
    throw new Conflict('own_phone_missing', 'Tell your own telephone first; it is rung first.');
  }
  return askMaskedCall.within(context, {
    purpose: CALL_CITIZEN,
    refType: 'order',
    refId: order.id,
    threadId: order.caseId,
    agencyId: order.agencyId,
    userId: actor.id,
    citizenId: order.citizenId,
  });
});
