import { Conflict, command, Invalid, type Tx } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { CloseOrderBody, type ClosingGround } from '../contract.ts';
import { endChildren } from '../io/children.ts';
import { closeCaseWithLastOrder } from '../io/close-case-with-last-order.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { recordDeviceTime } from '../io/record-device-time.ts';
import { recordRelease } from '../io/record-release.ts';
import { handOffs, type Order, photos } from '../io/tables.ts';
import { needsVerification } from '../io/verification-rules.ts';

export const CloseOrder = CloseOrderBody.extend({ orderId: Id });

/**
 * Closes a reported order on its ground; with the case's last order the case closes too. A danger
 * needs a photo of the order, a hand-off, or a supervisor's release with a reason (invariant I9;
 * the database refuses anything else as well); where reports of its type must be confirmed, that
 * comes first. Repeating it is harmless.
 * @throws Conflict when the state or the ground does not allow it.
 */
export const closeOrder = command('order.close', CloseOrder, async (context, input) => {
  const order = await lockOrder(context, input.orderId);
  if (order.state === 'closed') return { orderId: order.id, state: order.state };
  if (order.state === 'reported' || order.state === 'verified') {
    await refuseGround(context.tx, order, input.ground);
    if (input.ground === 'release') {
      if (!input.reason) throw new Invalid('reason_needed', 'Give the reason.', 'reason');
      await recordRelease(context, order, input.reason);
    }
  }
  const { ground } = input;
  const { order: after, at } = await moveOrder(context, order, 'close', { closingGround: ground });
  await context.journal(orderEntry(after, 'closed', { ground }));
  await recordDeviceTime(context, order.id, 'close', input.deviceAt, at);
  await endChildren(context, after, at);
  await closeCaseWithLastOrder(context, after, at);
  return { orderId: order.id, state: after.state };
});

async function refuseGround(tx: Tx, order: Order, ground: ClosingGround): Promise<void> {
  const unseen = order.state === 'reported' && ground !== 'release';
  if (unseen && (await needsVerification(tx, order.typeCode))) {
    throw new Conflict('verification_needed', 'Its report must be confirmed first.');
  }
  const missing =
    (ground === 'report' && order.danger && 'A danger does not close on a report alone.') ||
    (ground === 'photo' &&
      !(await tx.$count(
        photos,
        and(eq(photos.orderId, order.id), eq(photos.cycle, order.cycle)),
      )) &&
      'The report has no photo.') ||
    (ground === 'handOff' &&
      !(await tx.$count(
        handOffs,
        and(eq(handOffs.orderId, order.id), eq(handOffs.cycle, order.cycle)),
      )) &&
      'The order was handed to nobody.');
  if (missing) throw new Conflict('closing_ground', missing);
}
