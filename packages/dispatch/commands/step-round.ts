import { listenedToSince } from '@1999/messaging';
import { type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { LISTENING_SECONDS, mayWaitForTurn } from '../domain/escalation.ts';
import { lockOrder } from '../io/lock-order.ts';
import { stepEscalation } from '../io/step-escalation.ts';
import { type Escalation, escalations, type Order } from '../io/tables.ts';

export const StepRound = z.strictObject({
  orderId: Id,
  escalationId: Id,
  /** Step only while this call is the one ringing; else only when the stored time has come. */
  afterDelivery: Id.optional(),
});

/**
 * Takes one round of telling people a step further, if it still waits for that: its time has come,
 * or the call it was ringing has failed. Answers whether it did; a repeat does nothing.
 */
export const stepRound = command('escalation.step', StepRound, async (context, input) => {
  const { tx, now } = context;
  const order = await lockOrder(context, input.orderId);
  const [round] = await tx
    .select()
    .from(escalations)
    .where(and(eq(escalations.id, input.escalationId), isNotNull(escalations.nextStepAt)))
    .for('update');
  if (!round?.nextStepAt) return false;
  const due = input.afterDelivery
    ? round.deliveryId === input.afterDelivery
    : Temporal.Instant.compare(round.nextStepAt, now) <= 0;
  if (!due) return false;
  const waits = !input.afterDelivery && (await isListening(context, order, round));
  const stepped = waits
    ? { nextStepAt: now.add({ seconds: LISTENING_SECONDS }) }
    : await stepEscalation(context, order, round);
  await tx.update(escalations).set(stepped).where(eq(escalations.id, round.id));
  return true;
});

/** Whether the order waits its turn with somebody who has answered, and may still do so. */
async function isListening(
  { tx, now }: CommandContext,
  order: Order,
  round: Escalation,
): Promise<boolean> {
  if (round.raise || !round.deliveryId) return false;
  const since = await listenedToSince(tx, round.deliveryId);
  return since !== null && mayWaitForTurn(order.danger, since.until(now));
}
