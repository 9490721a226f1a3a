import { command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { ReturnOrderBody } from '../contract.ts';
import { planClocks } from '../domain/policy.ts';
import { RETURNS_BEFORE_RULING } from '../domain/ruling.ts';
import { endHolding } from '../io/close-case-with-last-order.ts';
import { currentRules } from '../io/current-rules.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { recordDeviceTime } from '../io/record-device-time.ts';
import { addClocks } from '../io/start-clocks.ts';
import { returns } from '../io/tables.ts';

export const ReturnOrder = ReturnOrderBody.extend({ orderId: Id });

/**
 * The agency sends back an order that is not its own (退件). Its holding time ends; the order's
 * clocks run through, because the citizen waits all the same. From the second return on the RDEC's
 * time to rule begins. Repeating it is harmless.
 * @throws Conflict for an order that has been ruled on.
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
  if (after.returns >= RETURNS_BEFORE_RULING) {
    await addClocks(context, after, planClocks(await currentRules(tx), after, at, ['ruling']));
  }
  await journal(orderEntry(after, 'returned', { returns: after.returns }));
  await recordDeviceTime(context, order.id, 'return', input.deviceAt, at);
  return { orderId: order.id, state: after.state };
});
