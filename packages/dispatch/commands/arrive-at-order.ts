import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';

export const ArriveAtOrder = z.strictObject({ orderId: Id });

/** Records that the agency is on site; stops the arrive clock. Repeating it is harmless. */
export const arriveAtOrder = command('order.arrive', ArriveAtOrder, async (context, input) => {
  const order = await lockOrder(context, input.orderId);
  if (order.state === 'onSite') return { orderId: order.id, state: order.state };
  const { order: after } = await moveOrder(context, order, 'arrive');
  await context.journal(orderEntry(after, 'arrived'));
  return { orderId: order.id, state: after.state };
});
