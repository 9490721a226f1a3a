import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { needsVerification } from '../io/verification-rules.ts';

export const VerifyOrder = z.strictObject({ orderId: Id });

/** A supervisor or an inspector has checked the report and found it true. Repeating it is harmless. */
export const verifyOrder = command('order.verify', VerifyOrder, async (context, input) => {
  const order = await lockOrder(context, input.orderId);
  if (order.state === 'verified') return { orderId: order.id, state: order.state };
  const { order: after } = await moveOrder(context, order, 'verify');
  await context.journal(
    orderEntry(after, 'verified', {
      inspected: await needsVerification(context.tx, order.typeCode),
    }),
  );
  return { orderId: order.id, state: after.state };
});
