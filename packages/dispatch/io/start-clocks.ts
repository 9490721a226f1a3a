import { type CommandContext, newId } from '@1999/platform';
import type { PlannedClock } from '../domain/policy.ts';
import { clocks } from './tables.ts';

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
