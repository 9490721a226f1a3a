import { Conflict, command, Invalid, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { AttachOrderBody, ClockKind } from '../contract.ts';
import { isLive, isPast } from '../domain/clock.ts';
import { type Mergeable, whyNotAttach } from '../domain/merge.ts';
import { clockEntry, orderEntry } from '../io/journal-entries.ts';
import { lockPair } from '../io/lock-pair.ts';
import { endPauses, endRounds } from '../io/move-order.ts';
import { lockClocks, recomputeClocks } from '../io/recompute-clocks.ts';
import { clocks, type Order, orders } from '../io/tables.ts';

export const AttachOrder = AttachOrderBody.extend({ orderId: Id });

const refusals = {
  ended: 'One of the orders has ended.',
  attached: 'One of the orders goes with another already.',
  hasChildren: 'Duplicates go with this order; detach them first.',
  danger: 'A danger joins only a danger.',
} as const;

/**
 * Makes an order the duplicate of another (併案): from now on the parent's clocks stand for it, with
 * the earlier deadline of the two, and it closes with its parent. Its own clocks rest and come back
 * when it is detached. Repeating it is harmless.
 * @throws NotFound for the order; Invalid for the parent; Conflict when the rules of merging refuse.
 */
export const attachOrder = command('order.attach', AttachOrder, async (context, input) => {
  const { app, tx, journal } = context;
  const { child, parent } = await lockPair(context, input.orderId, input.parentId);
  if (!child) throw new NotFound();
  if (!parent) throw new Invalid('parent_unknown', 'There is no such order.', 'parentId');
  if (child.parentId === parent.id) return { orderId: child.id, state: child.state };
  const why = whyNotAttach(await mergeable(child), await mergeable(parent));
  if (why === 'self') throw new Invalid('parent_self', 'That is the order itself.', 'parentId');
  if (why) throw new Conflict(`merge_${why}`, refusals[why]);

  const rows = await lockClocks(context, child.id);
  const at = app.clock.now();
  await endPauses(context, child.id, at);
  const resumed = rows.some((clock) => clock.pausedAt);
  const awake = resumed ? await recomputeClocks(context, child, 'resume') : child;
  for (const clock of (await lockClocks(context, child.id)).filter(isLive)) {
    const late = clock.breachedAt === null && isPast(clock, at);
    const breach = late ? { breachedAt: clock.dueAt, recordedAt: at } : {};
    await tx
      .update(clocks)
      .set({ ...breach, mergedAt: at, nextAt: null })
      .where(eq(clocks.id, clock.id));
    if (late) {
      await journal(clockEntry(clock, child, 'breached', { dueAt: clock.dueAt.toString() }));
    }
  }
  const attached: Order = { ...awake, parentId: parent.id, attachedAt: at, nextDueAt: null };
  await tx
    .update(orders)
    .set({ parentId: parent.id, attachedAt: at, nextDueAt: null })
    .where(eq(orders.id, child.id));
  await endRounds(context, child, ClockKind.options, 'orderMoved', at);
  await journal(orderEntry(attached, 'attached', { parentId: parent.id }));
  await recomputeClocks(context, parent, 'attach');
  return { orderId: child.id, state: child.state };

  async function mergeable(order: Order): Promise<Mergeable> {
    const own = and(eq(orders.parentId, order.id), isNull(orders.endedAt));
    return { ...order, hasChildren: (await tx.$count(orders, own)) > 0 };
  }
});
