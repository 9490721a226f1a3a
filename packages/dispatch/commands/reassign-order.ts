import { grantCaseToAgency } from '@1999/cases';
import { agencyById } from '@1999/directory';
import { command, Invalid } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { ReassignOrderBody } from '../contract.ts';
import { planClocks } from '../domain/policy.ts';
import { currentRules } from '../io/current-rules.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { startClocks } from '../io/start-clocks.ts';
import { clocks, holdings, orders } from '../io/tables.ts';
import { tellAgency } from '../io/tell-agency.ts';

export const ReassignOrder = ReassignOrderBody.extend({ orderId: Id });

/**
 * Gives a returned order to the right agency (改分), which is told as of a new one. The running
 * clocks go on; only where the first agency had acknowledged does a new acknowledge clock start.
 * @throws Invalid for an agency that takes no orders; Conflict unless the order was returned.
 */
export const reassignOrder = command('order.reassign', ReassignOrder, async (context, input) => {
  const { tx, journal } = context;
  const order = await lockOrder(context, input.orderId);
  const agency = await agencyById(tx, input.agencyId);
  if (!agency?.active) throw new Invalid('agency_unknown', 'No such agency.', 'agencyId');
  const moved = await moveOrder(context, order, 'reassign', { agencyId: agency.id });
  let after = moved.order;
  const waiting = await tx.$count(
    clocks,
    and(
      eq(clocks.orderId, order.id),
      eq(clocks.kind, 'acknowledge'),
      isNull(clocks.metAt),
      isNull(clocks.stoppedAt),
    ),
  );
  if (waiting === 0) {
    const plan = planClocks(await currentRules(tx), order, moved.at);
    const fresh = plan.filter((clock) => clock.kind === 'acknowledge');
    await startClocks(context, order, fresh);
    const dues = [after.nextDueAt, ...fresh.map((clock) => clock.dueAt)].filter(
      (at) => at !== null,
    );
    after = { ...after, nextDueAt: dues.sort(Temporal.Instant.compare)[0] ?? null };
    await tx.update(orders).set({ nextDueAt: after.nextDueAt }).where(eq(orders.id, order.id));
  }
  await tx.insert(holdings).values({ orderId: order.id, agencyId: agency.id, fromAt: moved.at });
  await journal(orderEntry(after, 'reassigned', { fromAgencyId: order.agencyId }));
  await grantCaseToAgency.within(context, { caseId: order.caseId, agencyId: agency.id });
  await tellAgency(context, after);
  return { orderId: order.id, state: after.state };
});
