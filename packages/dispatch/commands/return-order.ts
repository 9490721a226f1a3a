import { command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { ReasonBody } from '../contract.ts';
import { endHolding } from '../io/close-case-with-last-order.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { returns } from '../io/tables.ts';

export const ReturnOrder = ReasonBody.extend({ orderId: Id });

/**
 * The agency sends back an order that is not its own (退件). Its holding time ends; the order's
 * clocks run through, because the citizen waits all the same. Repeating it is harmless.
 */
export const returnOrder = command('order.return', ReturnOrder, async (context, input) => {
  const { app, tx, actor, journal } = context;
  const order = await lockOrder(context, input.orderId);
  if (order.state === 'returned') return { orderId: order.id, state: order.state };
  const { order: after, at } = await moveOrder(context, order, 'return', {
    returns: order.returns + 1,
  });
  await tx.insert(returns).values({
    id: newId(),
    orderId: order.id,
    agencyId: order.agencyId,
    reasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
    returnedBy: actor.id,
    at,
  });
  await endHolding(context, order, at);
  await journal(orderEntry(after, 'returned', { returns: after.returns }));
  return { orderId: order.id, state: after.state };
});
