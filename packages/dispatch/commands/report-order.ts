import { command, Invalid, type Tx } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { sql } from 'drizzle-orm';
import { ReportOrderBody } from '../contract.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { recordDeviceTime } from '../io/record-device-time.ts';
import { type Order, photos, reports } from '../io/tables.ts';
import { needsVerification } from '../io/verification-rules.ts';

export const ReportOrder = ReportOrderBody.extend({ orderId: Id });

/**
 * Records what was done, with photos; stops the arrive, handle and report-back clocks at the
 * server's receipt.
 * @throws Invalid when a photo is not the agency's own of this order's case, or shown elsewhere.
 */
export const reportOrder = command('order.report', ReportOrder, async (context, input) => {
  const { app, tx, actor, journal } = context;
  const order = await lockOrder(context, input.orderId);
  const { order: after, at } = await moveOrder(context, order, 'report');
  await tx.insert(reports).values({
    orderId: order.id,
    cycle: order.cycle,
    textSealed: await app.vault.seal(tx, order.citizenId, input.text),
    reportedBy: actor.id,
    agencyId: order.agencyId,
    at,
  });
  const photoIds = [...new Set(input.photoIds)];
  if (photoIds.length > 0) {
    await refuseForeignPhotos(tx, order, photoIds);
    await tx.insert(photos).values(
      photoIds.map((attachmentId) => ({
        attachmentId,
        orderId: order.id,
        cycle: order.cycle,
      })),
    );
  }
  const inspected = await needsVerification(tx, order.typeCode);
  await journal(orderEntry(after, 'reported', { photos: photoIds.length, inspected }));
  await recordDeviceTime(context, order.id, 'report', input.deviceAt, at);
  return { orderId: order.id, state: after.state };
});

async function refuseForeignPhotos(tx: Tx, order: Order, photoIds: string[]): Promise<void> {
  const good = await tx.execute<{ id: string }>(sql`
    select a.id from attachment a
    where a.id in ${photoIds} and a.case_id = ${order.caseId} and a.source = 'agency'
      and a.agency_id = ${order.agencyId}
      and not exists (select from order_photo p where p.attachment_id = a.id)`);
  if (good.length < photoIds.length) {
    throw new Invalid(
      'photo_unknown',
      'A photo is not one of this order; upload it first.',
      'photoIds',
    );
  }
}
