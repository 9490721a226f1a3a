import type { CommandContext } from '@1999/platform';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { ClockKind } from '../contract.ts';
import { isLive } from '../domain/clock.ts';
import { endOfMerged } from '../domain/merge.ts';
import { closeCaseWithLastOrder } from './close-case-with-last-order.ts';
import { orderEntry } from './journal-entries.ts';
import { endClock, endRounds } from './move-order.ts';
import { lockClocks } from './recompute-clocks.ts';
import { recordRelease } from './record-release.ts';
import { type Order, orders } from './tables.ts';

/**
 * Takes an ended order's duplicates along: closed as merged, or released for the same reason. Each
 * promise of theirs ends when the parent's did, with the breach that it then was.
 */
export async function endChildren(
  context: CommandContext,
  parent: Order,
  at: Temporal.Instant,
  releaseReason?: string,
): Promise<void> {
  const { tx, journal } = context;
  const children = await tx
    .select()
    .from(orders)
    .where(and(eq(orders.parentId, parent.id), isNull(orders.endedAt)))
    .orderBy(asc(orders.id))
    .for('no key update');
  if (children.length === 0) return;
  const parents = (await lockClocks(context, parent.id)).filter(
    (clock) => clock.cycle === parent.cycle,
  );
  for (const child of children) {
    const attachedAt = child.attachedAt ?? at;
    for (const clock of (await lockClocks(context, child.id)).filter(isLive)) {
      const same = parents.filter((one) => one.kind === clock.kind);
      const end = endOfMerged(same, attachedAt, at);
      await endClock(context, child, clock, end.how, end.at);
    }
    const released = releaseReason !== undefined;
    if (released) await recordRelease(context, child, releaseReason);
    const closingGround = released ? ('release' as const) : ('merged' as const);
    const state = released ? ('released' as const) : ('closed' as const);
    const ended: Order = { ...child, state, closingGround, endedAt: at, nextDueAt: null };
    await tx
      .update(orders)
      .set({ state, closingGround, endedAt: at, nextDueAt: null })
      .where(eq(orders.id, child.id));
    await endRounds(context, child, ClockKind.options, 'orderMoved', at);
    await journal(orderEntry(ended, state, { ground: closingGround, parentId: parent.id }));
    await closeCaseWithLastOrder(context, ended, at);
  }
}
