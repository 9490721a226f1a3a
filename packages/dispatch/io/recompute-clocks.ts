import type { CommandContext } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import { counts, isLive, isPast } from '../domain/clock.ts';
import { type Due, dueOf, nextLook } from '../domain/due.ts';
import { type CountedBy, loadDueFacts } from './due-facts.ts';
import { clockEntry } from './journal-entries.ts';
import { type ClockRow, clocks, type Order, orders } from './tables.ts';

/** Why due times change. */
export type RecomputeCause =
  | 'pause'
  | 'resume'
  | 'extension'
  | 'attach'
  | 'detach'
  | 'policy'
  | 'calendar';

/** What rules a clock is to be counted by from now on, and in which calendar version. */
export type Recount = CountedBy & { readonly calendarVersion: number | null };

/** The order's clocks under their row locks, in the order in which everybody takes them. */
export function lockClocks({ tx }: Pick<CommandContext, 'tx'>, orderId: string) {
  return tx
    .select()
    .from(clocks)
    .where(eq(clocks.orderId, orderId))
    .orderBy(asc(clocks.id))
    .for('update');
}

/**
 * Counts the order's open clocks anew after one of the things that decide them has changed; each
 * due time that moved is journalled, old and new. `order` must be locked. What was breached, met or
 * stopped stays; what is past its due time, recorded or not, is a breach already. With `recount`
 * the rules themselves change, and then nothing becomes due before this moment.
 */
export async function recomputeClocks(
  context: CommandContext,
  order: Order,
  cause: RecomputeCause,
  recount?: (clock: ClockRow, now: CountedBy) => Recount | null,
): Promise<Order> {
  const { app, tx, journal } = context;
  const rows = await lockClocks(context, order.id);
  const at = app.clock.now();
  const open = (clock: ClockRow) =>
    isLive(clock) && !clock.breachedAt && !(counts(clock) && isPast(clock, at));
  const facts = await loadDueFacts(tx, order, rows.filter(open));
  const after: ClockRow[] = [];
  for (const clock of rows) {
    const by = open(clock) ? facts.countedBy(clock) : null;
    if (!by) {
      after.push(clock);
      continue;
    }
    // Where its own rules stay, those of a duplicate may have changed.
    const fresh = recount?.(clock, by) ?? null;
    const counted = fresh ?? by;
    const first = dueOf(facts.factsOf(clock, counted));
    const late = fresh && !first.pausedAt && Temporal.Instant.compare(first.dueAt, at) < 0;
    const notBefore = late ? at : clock.notBefore;
    const due = late ? dueOf(facts.factsOf({ ...clock, notBefore }, counted)) : first;
    const moved = { ...clock, ...columnsOf(clock, due, counted, fresh, at), notBefore };
    await tx.update(clocks).set(changesOf(moved)).where(eq(clocks.id, clock.id));
    if (!moved.dueAt.equals(clock.dueAt)) {
      await journal(
        clockEntry(clock, order, 'recomputed', {
          cause,
          oldDueAt: clock.dueAt.toString(),
          newDueAt: moved.dueAt.toString(),
          policyId: moved.policyId,
          calendarVersion: moved.calendarVersion,
        }),
      );
    }
    after.push(moved);
  }
  return saveNextDue(context, order, after);
}

/** Stores which of the order's clocks is due next; lists are sorted by it. */
export async function saveNextDue(
  { tx }: Pick<CommandContext, 'tx'>,
  order: Order,
  rows: readonly ClockRow[],
): Promise<Order> {
  const nextDueAt = earliestDue(rows);
  await tx.update(orders).set({ nextDueAt }).where(eq(orders.id, order.id));
  return { ...order, nextDueAt };
}

/** The earliest due time of the clocks that count now. */
export function earliestDue(rows: readonly ClockRow[]): Temporal.Instant | null {
  const dues = rows.filter(counts).map((clock) => clock.dueAt);
  return dues.toSorted(Temporal.Instant.compare)[0] ?? null;
}

function columnsOf(
  clock: ClockRow,
  due: Due,
  { policy }: CountedBy,
  fresh: Recount | null,
  at: Temporal.Instant,
): Partial<ClockRow> {
  const look = clock.mergedAt
    ? { warnedPercent: clock.warnedPercent, nextAt: null }
    : nextLook(due, policy.warnPercents, clock.warnedPercent, at);
  return {
    ...look,
    dueAt: due.dueAt,
    originalDueAt: due.originalDueAt.equals(due.dueAt) ? null : due.originalDueAt,
    warnAt: [...due.warnAt],
    warnPercents: [...policy.warnPercents],
    pausedAt: clock.mergedAt ? null : due.pausedAt,
    policyId: policy.id,
    ...(fresh ? { calendarCode: policy.calendar, calendarVersion: fresh.calendarVersion } : {}),
  };
}

function changesOf(clock: ClockRow): Partial<ClockRow> {
  const { dueAt, originalDueAt, warnAt, warnPercents, warnedPercent, nextAt } = clock;
  const { pausedAt, policyId, calendarCode, calendarVersion, notBefore } = clock;
  const times = { dueAt, originalDueAt, warnAt, warnPercents, warnedPercent, nextAt };
  return { ...times, pausedAt, policyId, calendarCode, calendarVersion, notBefore };
}
