import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { deviceTimed } from '../contract/agency-fields.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { recordDeviceTime } from '../io/record-device-time.ts';

export const ArriveAtOrder = z.strictObject({ orderId: Id, ...deviceTimed });

/** Records that the agency is on site; stops the arrive clock. Repeating it is harmless. */
export const arriveAtOrder = command('order.arrive', ArriveAtOrder, async (context, input) => {
  const order = await lockOrder(context, input.orderId);
  if (order.state === 'onSite') return { orderId: order.id, state: order.state };
  const { order: after, at } = await moveOrder(context, order, 'arrive');
  await context.journal(orderEntry(after, 'arrived'));
  await recordDeviceTime(context, order.id, 'arrive', input.deviceAt, at);
  return { orderId: order.id, state: after.state };
});
