import type { Reader } from '@1999/platform';
import { type CommandContext, newId } from '@1999/platform';
import type { PlannedClock, Policy } from '../domain/policy.ts';
import { clocks, policies } from './tables.ts';

/** Every version of every policy; a few dozen rows. */
export function readPolicies(reader: Reader): Promise<Policy[]> {
  return reader.select().from(policies);
}

/** Starts the clocks: their rows, each with the moment the sweep must first look at it. */
export async function startClocks(
  { tx }: Pick<CommandContext, 'tx'>,
  order: { readonly id: string; readonly danger: boolean },
  planned: readonly PlannedClock[],
): Promise<void> {
  if (planned.length === 0) return;
  await tx.insert(clocks).values(
    planned.map(({ kind, policy, startedAt, dueAt, warnAt }) => ({
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
    })),
  );
}
