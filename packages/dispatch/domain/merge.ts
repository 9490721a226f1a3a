import type { OrderState } from '../contract.ts';
import type { Clock } from './clock.ts';
import { isEnded } from './order-state.ts';

/** What the rules of merging look at in an order. */
export interface Mergeable {
  readonly id: string;
  readonly state: OrderState;
  readonly danger: boolean;
  readonly parentId: string | null;
  readonly hasChildren: boolean;
}

/** Why an order may not be attached to another, or null when it may. */
export function whyNotAttach(
  child: Mergeable,
  parent: Mergeable,
): 'self' | 'ended' | 'attached' | 'hasChildren' | 'danger' | null {
  if (child.id === parent.id) return 'self';
  if (isEnded(child.state) || isEnded(parent.state)) return 'ended';
  if (child.parentId !== null || parent.parentId !== null) return 'attached';
  if (child.hasChildren) return 'hasChildren';
  // What is a danger stays one: its evidence and its times are not lowered by a merge.
  return child.danger && !parent.danger ? 'danger' : null;
}

/**
 * How a duplicate's clock ends when its parent closes: it is met when the parent's own promise was,
 * though not before it was attached, and too late if its own time had passed by then. What the
 * parent never promised, or was let off, just stops.
 */
export function endOfMerged(
  parents: readonly Pick<Clock, 'metAt' | 'stoppedAt'>[],
  attachedAt: Temporal.Instant,
  closedAt: Temporal.Instant,
): { how: 'met' | 'stopped'; at: Temporal.Instant } {
  const met = latest(parents.map((clock) => clock.metAt));
  if (met) return { how: 'met', at: later(met, attachedAt) };
  const stopped = latest(parents.map((clock) => clock.stoppedAt));
  return { how: 'stopped', at: stopped ? later(stopped, attachedAt) : closedAt };
}

const later = (a: Temporal.Instant, b: Temporal.Instant) =>
  Temporal.Instant.compare(a, b) > 0 ? a : b;

function latest(moments: readonly (Temporal.Instant | null)[]): Temporal.Instant | undefined {
  return moments
    .filter((at) => at !== null)
    .toSorted(Temporal.Instant.compare)
    .at(-1);
}
