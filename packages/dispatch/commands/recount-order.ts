import { ALWAYS } from '@1999/calendar';
import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, isNotNull, lte } from 'drizzle-orm';
import { z } from 'zod';
import { choosePolicy, type Policy, type Rules } from '../domain/policy.ts';
import { currentRules } from '../io/current-rules.ts';
import type { CountedBy } from '../io/due-facts.ts';
import { lockOrder } from '../io/lock-order.ts';
import { type Recount, recomputeClocks } from '../io/recompute-clocks.ts';
import { type ClockRow, type Order, recomputes } from '../io/tables.ts';

export const RecountOrder = z.strictObject({ orderId: Id, cause: z.enum(['policy', 'calendar']) });

/**
 * Counts the open clocks of one order by the rules of now: the newest version of their calendar,
 * and the amended policies that were meant for open orders too. Repeating it changes nothing. What
 * it brings to an order that this is a duplicate of follows. Answers the parent's id, if any.
 */
export const recountOrder = command('clock.recount', RecountOrder, async (context, input) => {
  const { tx, now } = context;
  const order = await lockOrder(context, input.orderId);
  if (order.endedAt) return { parentId: null };
  const rules = await currentRules(tx);
  const meant = await tx
    .select({ policyId: recomputes.policyId })
    .from(recomputes)
    .where(and(isNotNull(recomputes.policyId), lte(recomputes.askedAt, now)));
  const amended = rules.policies.filter(({ id }) => meant.some(({ policyId }) => policyId === id));
  await recomputeClocks(context, order, input.cause, (clock, by) =>
    recountOf(clock, by, { rules, amended, order }),
  );
  return { parentId: order.parentId };
});

/** By what the clock is counted from now on, when that is something else than until now. */
function recountOf(
  clock: ClockRow,
  { policy }: CountedBy,
  given: { rules: Rules; amended: readonly Policy[]; order: Order },
): Recount | null {
  const { rules, amended, order } = given;
  const later = amended.filter(
    ({ validFrom }) => Temporal.Instant.compare(validFrom, clock.startedAt) > 0,
  );
  const chosen = choosePolicy([policy, ...later], clock.kind, order, clock.startedAt) ?? policy;
  const newest = rules.calendars.get(chosen.calendar);
  const version = newest?.version ?? null;
  if (chosen.id === policy.id && version === clock.calendarVersion) return null;
  return { policy: chosen, calendar: newest?.calendar ?? ALWAYS, calendarVersion: version };
}
