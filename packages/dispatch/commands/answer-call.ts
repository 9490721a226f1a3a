import { type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { actionsOf } from '../domain/order-state.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { escalationCalls, escalations, type Order } from '../io/tables.ts';
import { acknowledgeOrder } from './acknowledge-order.ts';
import { returnOrder } from './return-order.ts';
import { stepRound } from './step-round.ts';

export const AnswerCall = z.strictObject({
  deliveryId: Id,
  outcome: z.enum(['acknowledged', 'failed']),
  /** The key: 3 says that the order is another agency's. */
  digit: z.string().optional(),
  /** The agency the call was made for; the order may have gone to another since. */
  agencyId: Id,
});

/**
 * What follows when a duty contact's call was answered with a key, or was not. A key pressed by
 * the agency that holds the order acknowledges it, even if someone else is being rung by now; one
 * pressed at the commission, or about a breach, means "told"; a 3 sends the order back as not
 * theirs. A call nobody took goes on to the next contact at once.
 */
export const answerCall = command('escalation.answer', AnswerCall, async (context, input) => {
  const { tx, journal, now } = context;
  const [call] = await tx
    .select({
      escalationId: escalations.id,
      orderId: escalations.orderId,
      cause: escalations.cause,
      level: escalationCalls.level,
      contactId: escalationCalls.contactId,
    })
    .from(escalationCalls)
    .innerJoin(escalations, eq(escalations.id, escalationCalls.escalationId))
    .where(eq(escalationCalls.deliveryId, input.deliveryId));
  if (!call) return;
  const { orderId, escalationId, level, contactId } = call;
  if (input.outcome === 'failed') {
    await stepRound.within(context, { orderId, escalationId, afterDelivery: input.deliveryId });
    return;
  }
  const order = await lockOrder(context, orderId);
  const holds = order.agencyId === input.agencyId && level !== 'rdec';
  if (input.digit === '3') {
    if (holds) await sendBack(context, order);
    return;
  }
  const open = !['returned', 'closed', 'released'].includes(order.state);
  const takesOn = order.state === 'issued' || (open && call.cause === 'issued');
  if (takesOn && holds) {
    await acknowledgeOrder.within(context, { orderId, via: 'voice', contactId });
  }
  const [told] = await tx
    .update(escalations)
    .set({ nextStepAt: null, endedAt: now, endReason: 'told' })
    .where(and(eq(escalations.id, escalationId), isNotNull(escalations.nextStepAt)))
    .returning({ id: escalations.id });
  if (told) await journal(orderEntry(order, 'told', { level, contactId }));
});

/** What was said on the telephone, kept as the reason the agency gives in its app. */
const NOT_OURS = '值班電話按鍵回覆:非本單位業務';

/** Nothing follows where the order's state no longer lets the agency send it back. */
async function sendBack(context: CommandContext, order: Order): Promise<void> {
  if (!actionsOf(order.state, order.returns).includes('return')) return;
  await returnOrder.within(context, { orderId: order.id, reason: NOT_OURS });
}
