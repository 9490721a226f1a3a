import { Conflict, command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { PauseOrderBody } from '../contract.ts';
import { isEnded } from '../domain/order-state.ts';
import { approverOf } from '../io/approver.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { lockClocks, recomputeClocks } from '../io/recompute-clocks.ts';
import { pauses } from '../io/tables.ts';

export const PauseOrder = PauseOrderBody.extend({ orderId: Id });

/**
 * Stops the named clocks from this moment on: a supervisor approves it and says why. Pauses may
 * overlap; the time they cover together does not count. A clock past its due time stays breached.
 * @throws Conflict for an order that has ended or goes with another.
 */
export const pauseOrder = command('order.pause', PauseOrder, async (context, input) => {
  const { app, tx, journal } = context;
  const approverId = approverOf(context);
  const order = await lockOrder(context, input.orderId);
  if (isEnded(order.state)) throw new Conflict('order_ended', 'The order has ended.');
  if (order.parentId) throw new Conflict('order_attached', 'The order is a duplicate.');
  await lockClocks(context, order.id);
  const pauseId = newId();
  const kinds = [...new Set(input.kinds)];
  await tx.insert(pauses).values({
    id: pauseId,
    orderId: order.id,
    kinds,
    reasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
    approverId,
    fromAt: app.clock.now(),
  });
  const after = await recomputeClocks(context, order, 'pause');
  await journal(orderEntry(after, 'paused', { pauseId, kinds }));
  return { orderId: order.id, state: after.state, pauseId };
});
