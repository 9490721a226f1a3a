import { Conflict, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { ReasonBody } from '../contract.ts';
import { inspectorOf } from '../io/approver.ts';
import { beginCycle } from '../io/begin-cycle.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { refusals } from '../io/tables.ts';
import { tellAgency } from '../io/tell-agency.ts';
import { needsVerification } from '../io/verification-rules.ts';

export const RefuseReport = ReasonBody.extend({ orderId: Id });

/**
 * Somebody has looked, and the report is not true: the order goes back to its agency as of new,
 * with new clocks, while the citizen's runs on. What the report had met stays met. Asked again
 * after that it finds nothing to refuse.
 * @throws Conflict unless a report waits for its confirmation.
 */
export const refuseReport = command('order.refuseReport', RefuseReport, async (context, input) => {
  const { app, tx, now, journal } = context;
  const refusedBy = inspectorOf(context);
  const order = await lockOrder(context, input.orderId);
  if (order.state !== 'reported' || order.parentId) {
    throw new Conflict('order_state', 'No report waits for confirmation; look at it again.');
  }
  await tx.insert(refusals).values({
    orderId: order.id,
    cycle: order.cycle,
    reasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
    refusedBy,
    at: now,
  });
  const { order: after, dueAt } = await beginCycle(context, order);
  const inspected = await needsVerification(tx, order.typeCode);
  await journal(orderEntry(after, 'reportRefused', { cycle: after.cycle, dueAt, inspected }));
  await tellAgency(context, after);
  return { orderId: order.id, state: after.state };
});
