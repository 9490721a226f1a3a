import { type CommandContext, newId } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { PlannedClock } from '../domain/policy.ts';
import { clocks, type Order, orders } from './tables.ts';

interface ClockedOrder {
  readonly id: string;
  readonly danger: boolean;
  readonly cycle: number;
}

/** Starts the clocks of an order that is there already. */
export async function startClocks(
  { tx }: Pick<CommandContext, 'tx'>,
  order: ClockedOrder,
  planned: readonly PlannedClock[],
): Promise<void> {
  if (planned.length > 0) await tx.insert(clocks).values(clockRows(order, planned));
}

/** Starts more clocks of an order, and keeps its earliest due time; returns it as it then is. */
export async function addClocks(
  context: Pick<CommandContext, 'tx'>,
  order: Order,
  planned: readonly PlannedClock[],
): Promise<Order> {
  if (planned.length === 0) return order;
  await startClocks(context, order, planned);
  const dues = [order.nextDueAt, ...planned.map((clock) => clock.dueAt)];
  const nextDueAt = dues.filter((at) => at !== null).toSorted(Temporal.Instant.compare)[0] ?? null;
  await context.tx.update(orders).set({ nextDueAt }).where(eq(orders.id, order.id));
  return { ...order, nextDueAt };
}

/** The clocks' rows, each with the moment the sweep must first look at it. */
export function clockRows(order: ClockedOrder, planned: readonly PlannedClock[]) {
  return planned.map(({ kind, policy, calendarVersion, startedAt, dueAt, warnAt }) => ({
    id: newId(),
    orderId: order.id,
    kind,
    policyId: policy.id,
    danger: order.danger,
    startedAt,
    dueAt,
    warnPercents: [...policy.warnPercents],
    warnAt: [...warnAt],
    nextAt: warnAt.toSorted(Temporal.Instant.compare)[0] ?? dueAt.add({ milliseconds: 1 }),
    cycle: order.cycle,
    calendarCode: policy.calendar,
    calendarVersion,
  }));
}
