import { metresBetween, type Point } from './distance.ts';
import { type Mergeable, whyNotAttach } from './merge.ts';
import { isEnded } from './order-state.ts';

/** When open orders of one type are one incident, and when they are a surge. */
export interface IncidentRule {
  readonly metres: number;
  readonly minutes: number;
  readonly surgeOrders: number;
  readonly surgeMinutes: number;
}

/** An order with a point, as clustering sees it. */
export interface Reported extends Point {
  readonly id: string;
  readonly issuedAt: Temporal.Instant;
}

/** An open order of the same type, with the open incident it belongs to now. */
export interface Neighbour extends Reported {
  readonly incidentId: string | null;
}

/**
 * What a new order belongs with: the nearest earlier order within the rule's distance and time whose
 * incident it joins, or, where none has one, the nearest with which it makes one. Null when it
 * stands alone. Both limits count as within.
 */
export function belongsWith(
  order: Reported,
  neighbours: readonly Neighbour[],
  rule: IncidentRule,
): Neighbour | null {
  const near = neighbours
    .filter((one) => isEarlier(one, order) && minutesApart(one, order) <= rule.minutes)
    .map((one) => ({ one, metres: metresBetween(one, order) }))
    .filter(({ metres }) => metres <= rule.metres)
    .toSorted((a, b) => a.metres - b.metres || (a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one);
  return near.find(({ incidentId }) => incidentId !== null) ?? near[0] ?? null;
}

// Ids follow the time within a millisecond.
const isEarlier = (a: Reported, b: Reported) =>
  (Temporal.Instant.compare(a.issuedAt, b.issuedAt) || (a.id < b.id ? -1 : 1)) < 0 && a.id !== b.id;
const minutesApart = (a: Reported, b: Reported) => b.issuedAt.since(a.issuedAt).total('minutes');

/** An order of an incident, as merging sees it. */
export interface Member extends Mergeable {
  readonly issuedAt: Temporal.Instant;
}

/**
 * Which open order of an incident the others go with: a danger before all, then the one that has
 * duplicates already, then the first reported. The others are `attach`ed; `skipped` are those that
 * the rules of merging refuse. Null when no open order stands on its own.
 */
export function planMerge(
  members: readonly Member[],
): { lead: Member; attach: Member[]; skipped: Member[] } | null {
  const alone = members.filter(({ state, parentId }) => !isEnded(state) && parentId === null);
  const [lead, ...others] = alone.toSorted(
    (a, b) =>
      Number(b.danger) - Number(a.danger) ||
      Number(b.hasChildren) - Number(a.hasChildren) ||
      Temporal.Instant.compare(a.issuedAt, b.issuedAt) ||
      (a.id < b.id ? -1 : 1),
  );
  if (!lead) return null;
  return {
    lead,
    attach: others.filter((one) => whyNotAttach(one, lead) === null),
    skipped: others.filter((one) => whyNotAttach(one, lead) !== null),
  };
}
