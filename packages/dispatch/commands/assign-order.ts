import { userById } from '@1999/directory';
import { Conflict, command, Invalid } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { AssigneeBody } from '../contract/agency.ts';
import { assignees } from '../io/agency-tables.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { activeColleague } from '../queries/colleagues.ts';

export const AssignOrder = AssigneeBody.extend({ orderId: Id });

/**
 * Puts the order into a colleague's hands, or back into nobody's. The agency as a whole stays
 * responsible: no clock changes. Repeating it is harmless.
 * @throws Invalid for somebody who is not of the order's agency; Conflict for an ended order.
 */
export const assignOrder = command('order.assign', AssignOrder, async (context, input) => {
  const { tx, now, actor, journal } = context;
  const { userId } = input;
  const order = await lockOrder(context, input.orderId);
  if (order.endedAt) throw new Conflict('order_state', 'The order has ended.');
  if (userId) {
    const user = await userById(tx, userId);
    const fits = user?.agencyId === order.agencyId && (await activeColleague(tx, userId));
    if (!fits) throw new Invalid('not_a_colleague', 'Nobody of this agency.', 'userId');
  }
  const [before] = await tx.select().from(assignees).where(eq(assignees.orderId, order.id));
  const same = (before?.agencyId === order.agencyId ? before.userId : null) === userId;
  if (same) return { orderId: order.id, userId };
  if (userId) {
    const row = { agencyId: order.agencyId, userId, assignedBy: actor.id, at: now };
    await tx
      .insert(assignees)
      .values({ orderId: order.id, ...row })
      .onConflictDoUpdate({ target: assignees.orderId, set: row });
  } else await tx.delete(assignees).where(eq(assignees.orderId, order.id));
  await journal(orderEntry(order, 'assigned', { userId }));
  return { orderId: order.id, userId };
});
