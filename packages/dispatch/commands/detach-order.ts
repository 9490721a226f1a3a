import { Conflict, command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { isEnded } from '../domain/order-state.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockPair } from '../io/lock-pair.ts';
import { recomputeClocks } from '../io/recompute-clocks.ts';
import { clocks, type Order, orders } from '../io/tables.ts';
import { tellAgency } from '../io/tell-agency.ts';

export const DetachOrder = z.strictObject({ orderId: Id });

/**
 * Takes an order back out of the one it was a duplicate of: its own clocks run again as if they had
 * never rested, with any breach that this is; where nobody has taken it on, its agency is told.
 * What the parent missed on its account stands. Repeating it is harmless.
 * @throws Conflict when it has closed with its parent.
 */
export const detachOrder = command('order.detach', DetachOrder, async (context, input) => {
  const { tx, journal } = context;
  const [seen] = await tx
    .select({ parentId: orders.parentId })
    .from(orders)
    .where(eq(orders.id, input.orderId));
  const { child, parent } = await lockPair(context, input.orderId, seen?.parentId ?? input.orderId);
  if (!child) throw new NotFound();
  if (isEnded(child.state)) throw new Conflict('order_ended', 'The order has ended.');
  if (!child.parentId) return { orderId: child.id, state: child.state };
  if (child.parentId !== parent?.id) {
    throw new Conflict('order_state', 'The order has moved on; look at it again.');
  }
  const alone: Order = { ...child, parentId: null, attachedAt: null };
  await tx.update(orders).set({ parentId: null, attachedAt: null }).where(eq(orders.id, child.id));
  await tx
    .update(clocks)
    .set({ mergedAt: null })
    .where(and(eq(clocks.orderId, child.id), isNull(clocks.metAt), isNull(clocks.stoppedAt)));
  const after = await wakeClocks(alone);
  await journal(orderEntry(after, 'detached', { parentId: parent.id }));
  await recomputeClocks(context, parent, 'detach');
  if (after.state === 'issued') await tellAgency(context, after);
  return { orderId: child.id, state: child.state };

  async function wakeClocks(order: Order): Promise<Order> {
    await tx
      .update(clocks)
      .set({ nextAt: context.app.clock.now() })
      .where(
        and(
          eq(clocks.orderId, order.id),
          isNull(clocks.metAt),
          isNull(clocks.stoppedAt),
          isNull(clocks.breachedAt),
        ),
      );
    return recomputeClocks(context, order, 'detach');
  }
});
