import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { ReassignOrderBody } from '../contract.ts';
import { giveToAgency } from '../io/give-to-agency.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { tellAgency } from '../io/tell-agency.ts';

export const ReassignOrder = ReassignOrderBody.extend({ orderId: Id });

/**
 * Gives a returned order to the right agency (改分), which is told as of a new one.
 * @throws Invalid for an agency that takes no orders; Conflict unless the order was returned, and
 * when it was returned so often that the RDEC rules.
 */
export const reassignOrder = command('order.reassign', ReassignOrder, async (context, input) => {
  const order = await lockOrder(context, input.orderId);
  const { order: after } = await giveToAgency(context, order, 'reassign', input.agencyId);
  await context.journal(orderEntry(after, 'reassigned', { fromAgencyId: order.agencyId }));
  await tellAgency(context, after);
  return { orderId: order.id, state: after.state };
});
