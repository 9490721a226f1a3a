import { grantCaseToAgency } from '@1999/cases';
import { agencyById } from '@1999/directory';
import { type CommandContext, Invalid } from '@1999/platform';
import { and, eq, isNull } from 'drizzle-orm';
import { planClocks } from '../domain/policy.ts';
import { currentRules } from './current-rules.ts';
import { moveOrder } from './move-order.ts';
import { addClocks } from './start-clocks.ts';
import { clocks, holdings, type Order } from './tables.ts';

/**
 * Gives a returned order, which must have been locked, to another agency: its holding time begins
 * and it may see the case. The running clocks go on; only where an agency had acknowledged before
 * does a new acknowledge clock start.
 * @throws Invalid for an agency that takes no orders; Conflict when the order's state or its
 * earlier returns do not allow the action.
 */
export async function giveToAgency(
  context: CommandContext,
  order: Order,
  action: 'reassign' | 'rule',
  agencyId: string,
): Promise<{ order: Order; at: Temporal.Instant }> {
  const { tx } = context;
  const agency = await agencyById(tx, agencyId);
  if (!agency?.active) throw new Invalid('agency_unknown', 'No such agency.', 'agencyId');
  const moved = await moveOrder(context, order, action, { agencyId });
  const waiting = await tx.$count(
    clocks,
    and(
      eq(clocks.orderId, order.id),
      eq(clocks.kind, 'acknowledge'),
      isNull(clocks.metAt),
      isNull(clocks.stoppedAt),
    ),
  );
  const plan =
    waiting === 0 ? planClocks(await currentRules(tx), order, moved.at, ['acknowledge']) : [];
  const after = await addClocks(context, moved.order, plan);
  await tx.insert(holdings).values({ orderId: order.id, agencyId, fromAt: moved.at });
  await grantCaseToAgency.within(context, { caseId: order.caseId, agencyId });
  return { order: after, at: moved.at };
}
