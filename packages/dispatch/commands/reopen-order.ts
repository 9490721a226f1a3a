import { reopenCase } from '@1999/cases';
import { Conflict, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { ReasonBody } from '../contract.ts';
import { planClocks } from '../domain/policy.ts';
import { mayReopen } from '../domain/reopening.ts';
import { approverOf } from '../io/approver.ts';
import { currentRules } from '../io/current-rules.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { startClocks } from '../io/start-clocks.ts';
import { holdings, type Order, orders, reopenings } from '../io/tables.ts';
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
  const plan = planClocks(await currentRules(tx), order, now);
  const after: Order = {
    ...order,
    state: 'issued',
    cycle: order.cycle + 1,
    endedAt: null,
    closingGround: null,
    parentId: null,
    attachedAt: null,
    nextDueAt: plan.map((clock) => clock.dueAt).sort(Temporal.Instant.compare)[0] ?? null,
  };
  await tx.insert(reopenings).values({
    orderId: order.id,
    cycle: after.cycle,
    reasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
    approverId,
    at: now,
  });
  const { state, cycle, endedAt, closingGround, parentId, attachedAt, nextDueAt } = after;
  await tx
    .update(orders)
    .set({ state, cycle, endedAt, closingGround, parentId, attachedAt, nextDueAt })
    .where(eq(orders.id, order.id));
  await tx
    .insert(holdings)
    .values({ orderId: order.id, agencyId: order.agencyId, fromAt: now })
    .onConflictDoNothing();
  await startClocks(context, after, plan);
  const dueAt = Object.fromEntries(plan.map((clock) => [clock.kind, clock.dueAt.toString()]));
  await journal(orderEntry(after, 'reopened', { cycle, dueAt }));
  await reopenCase.within(context, { caseId: order.caseId });
  await tellAgency(context, after);
  return { orderId: order.id, state };
});
