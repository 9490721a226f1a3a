import { reopenCase } from '@1999/cases';
import { Conflict, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { ReasonBody } from '../contract.ts';
import { mayReopen } from '../domain/reopening.ts';
import { approverOf } from '../io/approver.ts';
import { beginCycle } from '../io/begin-cycle.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { holdings, orders, reopenings } from '../io/tables.ts';
import { tellAgency } from '../io/tell-agency.ts';

export const ReopenOrder = ReasonBody.extend({ orderId: Id });

/**
 * Reopens a closed order: a supervisor says why. A new cycle of clocks begins, the earlier one keeps
 * its rows and whatever breach it had; the agency is told as of a new order, and the case is open
 * again. A duplicate that is reopened stands on its own.
 * @throws Conflict unless it is closed, lately enough, and its matter has no newer order open.
 */
export const reopenOrder = command('order.reopen', ReopenOrder, async (context, input) => {
  const { app, tx, now, journal } = context;
  const approverId = approverOf(context);
  const order = await lockOrder(context, input.orderId);
  if (order.state !== 'closed' || !order.endedAt) {
    throw new Conflict('order_state', 'Only a closed order is reopened.');
  }
  if (!mayReopen(order.endedAt, now)) {
    throw new Conflict('reopen_too_late', 'It was closed too long ago; issue a new order.');
  }
  const newer = and(eq(orders.matterId, order.matterId), isNull(orders.endedAt));
  if (await tx.$count(orders, newer)) {
    throw new Conflict('order_open', 'The matter has an open order.');
  }
  await tx.insert(reopenings).values({
    orderId: order.id,
    cycle: order.cycle + 1,
    reasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
    approverId,
    at: now,
  });
  const { order: after, dueAt } = await beginCycle(context, order);
  await tx
    .insert(holdings)
    .values({ orderId: order.id, agencyId: order.agencyId, fromAt: now })
    .onConflictDoNothing();
  await journal(orderEntry(after, 'reopened', { cycle: after.cycle, dueAt }));
  await reopenCase.within(context, { caseId: order.caseId });
  await tellAgency(context, after);
  return { orderId: order.id, state: after.state };
});
