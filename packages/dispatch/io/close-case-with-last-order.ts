import { closeCase } from '@1999/cases';
import type { CommandContext } from '@1999/platform';
import { and, eq, isNull } from 'drizzle-orm';
import { lockCaseAndSeeWhetherDone } from './case-facts.ts';
import { holdings, type Order } from './tables.ts';

/** Ends the agency's holding time; and the case, when this was its last open order. */
export async function closeCaseWithLastOrder(
  context: CommandContext,
  order: Order,
  at: Temporal.Instant,
): Promise<void> {
  await endHolding(context, order, at);
  if (await lockCaseAndSeeWhetherDone(context.tx, order.caseId)) {
    const ground = order.state === 'released' ? 'orderReleased' : 'orderClosed';
    await closeCase.within(context, { caseId: order.caseId, ground });
  }
}

/** The agency holds the order no longer. */
export async function endHolding(
  { tx }: Pick<CommandContext, 'tx'>,
  order: Pick<Order, 'id'>,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .update(holdings)
    .set({ toAt: at })
    .where(and(eq(holdings.orderId, order.id), isNull(holdings.toAt)));
}
