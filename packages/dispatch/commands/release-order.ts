import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { ReasonBody } from '../contract.ts';
import { endChildren } from '../io/children.ts';
import { closeCaseWithLastOrder } from '../io/close-case-with-last-order.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { recordRelease } from '../io/record-release.ts';

export const ReleaseOrder = ReasonBody.extend({ orderId: Id });

/**
 * Releases an order from control (解除管制): a supervisor says why, and nothing more is expected of
 * the agency. Its clocks stop; a breach they had stands. Repeating it is harmless.
 */
export const releaseOrder = command('order.release', ReleaseOrder, async (context, input) => {
  const order = await lockOrder(context, input.orderId);
  if (order.state === 'released') return { orderId: order.id, state: order.state };
  await recordRelease(context, order, input.reason);
  const { order: after, at } = await moveOrder(context, order, 'release', {
    closingGround: 'release',
  });
  await context.journal(orderEntry(after, 'released'));
  await endChildren(context, after, at, input.reason);
  await closeCaseWithLastOrder(context, after, at);
  return { orderId: order.id, state: after.state };
});
