import { Conflict, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { ResumeOrderBody } from '../contract.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { lockClocks, recomputeClocks } from '../io/recompute-clocks.ts';
import { pauses } from '../io/tables.ts';

export const ResumeOrder = ResumeOrderBody.extend({ orderId: Id });

/**
 * Ends one pause of the order, or all that last: the clocks run on from this moment, and their due
 * times move by what the pauses covered.
 * @throws Conflict when no such pause lasts.
 */
export const resumeOrder = command('order.resume', ResumeOrder, async (context, input) => {
  const { app, tx, actor, journal } = context;
  const order = await lockOrder(context, input.orderId);
  await lockClocks(context, order.id);
  const lasting = and(eq(pauses.orderId, order.id), isNull(pauses.toAt));
  const ended = await tx
    .update(pauses)
    .set({ toAt: app.clock.now(), endedBy: actor.id })
    .where(input.pauseId ? and(lasting, eq(pauses.id, input.pauseId)) : lasting)
    .returning({ id: pauses.id });
  if (ended.length === 0) throw new Conflict('not_paused', 'No such pause lasts.');
  const after = await recomputeClocks(context, order, 'resume');
  await journal(orderEntry(after, 'resumed', { pauseIds: ended.map((pause) => pause.id) }));
  return { orderId: order.id, state: after.state };
});
