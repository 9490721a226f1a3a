import type { CommandContext } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { ClockKind } from '../contract.ts';
import { isLive } from '../domain/clock.ts';
import { PROMISED, planClocks } from '../domain/policy.ts';
import { currentRules } from './current-rules.ts';
import { earliestDue, lockClocks } from './recompute-clocks.ts';
import { startClocks } from './start-clocks.ts';
import { type Order, orders } from './tables.ts';

/**
 * Begins a new cycle of a locked order: issued again, with new clocks for every promise that is not
 * still running; earlier clocks keep their rows and whatever breach they had. Returns the order as
 * it then is, and when the new clocks are due.
 */
export async function beginCycle(
  context: CommandContext,
  order: Order,
): Promise<{ order: Order; dueAt: Partial<Record<ClockKind, string>> }> {
  const { tx } = context;
  const live = (await lockClocks(context, order.id)).filter(isLive);
  const at = context.app.clock.now();
  const kinds = PROMISED.filter((kind) => !live.some((clock) => clock.kind === kind));
  const plan = planClocks(await currentRules(tx), order, at, kinds);
  const dues = [earliestDue(live), ...plan.map(({ dueAt }) => dueAt)].filter((due) => due !== null);
  const changes = {
    state: 'issued' as const,
    cycle: order.cycle + 1,
    endedAt: null,
    closingGround: null,
    parentId: null,
    attachedAt: null,
    nextDueAt: dues.toSorted(Temporal.Instant.compare)[0] ?? null,
  };
  await tx.update(orders).set(changes).where(eq(orders.id, order.id));
  const after = { ...order, ...changes };
  await startClocks(context, after, plan);
  const dueAt = Object.fromEntries(plan.map((clock) => [clock.kind, clock.dueAt.toString()]));
  return { order: after, dueAt };
}
