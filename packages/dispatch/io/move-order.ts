import { type CommandContext, Conflict } from '@1999/platform';
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { ClockKind, type OrderAction } from '../contract.ts';
import { clocksOf, end, isLive } from '../domain/clock.ts';
import { dueOf } from '../domain/due.ts';
import { IllegalMove } from '../domain/errors.ts';
import { isEnded, nextState } from '../domain/order-state.ts';
import { type Bar, barOf } from '../domain/ruling.ts';
import { loadDueFacts } from './due-facts.ts';
import { clockEntry } from './journal-entries.ts';
import { earliestDue, lockClocks } from './recompute-clocks.ts';
import { type ClockRow, clocks, escalations, type Order, orders, pauses } from './tables.ts';

/**
 * Takes the order one step: its state, the clocks the step meets or makes void, and the rounds of
 * telling people that it ends. `order` must have been locked. The time that decides is read after
 * the clocks' own locks are held, so that a sweep and a command never judge one clock differently.
 * @throws Conflict when the order's state does not allow the action.
 */
export async function moveOrder(
  context: CommandContext,
  order: Order,
  action: OrderAction,
  changes: Partial<Pick<Order, 'agencyId' | 'returns' | 'closingGround'>> = {},
): Promise<{ order: Order; at: Temporal.Instant }> {
  const { app, tx } = context;
  if (order.parentId && !isEnded(order.state)) {
    throw new Conflict('order_attached', 'The order is a duplicate; act on the one it goes with.');
  }
  const state = stateAfter(order, action);
  const bar = barOf(action, order.returns);
  if (bar) throw new Conflict(bar, barred[bar]);
  const running = await lockClocks(context, order.id);
  const at = app.clock.now();
  const { meets, stops } = clocksOf[action];
  const after: ClockRow[] = [];
  for (const clock of running) {
    const how = meets.includes(clock.kind) ? 'met' : stops.includes(clock.kind) ? 'stopped' : null;
    after.push(how && isLive(clock) ? await endClock(context, order, clock, how, at) : clock);
  }
  const moved: Order = {
    ...order,
    ...changes,
    state,
    endedAt: isEnded(state) ? at : null,
    nextDueAt: earliestDue(after),
  };
  const { id, nextDueAt, endedAt } = moved;
  await tx
    .update(orders)
    .set({ ...changes, state, endedAt, nextDueAt })
    .where(eq(orders.id, id));
  if (isEnded(state)) await endPauses(context, order.id, at);
  const over = isEnded(state) ? ClockKind.options : [...meets, ...stops];
  const reason = action === 'acknowledge' ? 'acknowledged' : 'orderMoved';
  await endRounds(context, moved, over, reason, at);
  return { order: moved, at };
}

const barred: Record<Bar, string> = {
  ruling_awaited: 'Two agencies have sent it back; the RDEC rules whose it is.',
  order_ruled: 'It has been sent back twice; what the RDEC ruled stands.',
  ruling_not_needed: 'Not sent back twice; give it to the right agency.',
};

function stateAfter(order: Order, action: OrderAction) {
  try {
    return nextState(order.state, action);
  } catch (error) {
    if (!(error instanceof IllegalMove)) throw error;
    throw new Conflict('order_state', `${error.message}; look at it again.`);
  }
}

/**
 * Ends a clock at `at`: met or stopped, with its breach when it was late by then. One that stands
 * still is counted as if it had gone on at that moment. Returns the row as it then is.
 */
export async function endClock(
  context: CommandContext,
  order: Order,
  clock: ClockRow,
  how: 'met' | 'stopped',
  at: Temporal.Instant,
): Promise<ClockRow> {
  const { app, tx, journal } = context;
  const dueAt = clock.pausedAt ? await dueIfResumed(context, order, clock, at) : clock.dueAt;
  const over = end({ ...clock, dueAt }, how, at);
  const { metAt, stoppedAt, breachedAt } = over;
  const recordedAt = breachedAt ? (clock.recordedAt ?? app.clock.now()) : null;
  const still = { nextAt: null, pausedAt: null, mergedAt: null };
  const ended = { ...over, recordedAt, ...still };
  await tx
    .update(clocks)
    .set({ dueAt, metAt, stoppedAt, breachedAt, recordedAt, ...still })
    .where(eq(clocks.id, clock.id));
  if (breachedAt && !clock.breachedAt) {
    await journal(clockEntry(clock, order, 'breached', { dueAt: clock.dueAt.toString() }));
  }
  await journal(clockEntry(clock, order, how, { late: breachedAt !== null }));
  return ended;
}

async function dueIfResumed(
  { tx }: CommandContext,
  order: Order,
  clock: ClockRow,
  at: Temporal.Instant,
): Promise<Temporal.Instant> {
  const facts = await loadDueFacts(tx, order, [clock]);
  const counted = facts.factsOf(clock, facts.countedBy(clock));
  const spans = counted.pauses.map(({ from, to }) => ({ from, to: to ?? at }));
  return dueOf({ ...counted, pauses: spans }).dueAt;
}

/** Whatever pause still lasts is over. */
export async function endPauses(
  { tx, actor }: CommandContext,
  orderId: string,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .update(pauses)
    .set({ toAt: at, endedBy: actor.id })
    .where(and(eq(pauses.orderId, orderId), isNull(pauses.toAt)));
}

/** Nobody more is told of what is over: of the order itself, and of the clocks that have ended. */
export async function endRounds(
  { tx }: CommandContext,
  order: Pick<Order, 'id'>,
  ended: readonly ClockKind[],
  endReason: 'acknowledged' | 'orderMoved',
  at: Temporal.Instant,
): Promise<void> {
  const live = await tx
    .select()
    .from(escalations)
    .where(and(eq(escalations.orderId, order.id), isNotNull(escalations.nextStepAt)))
    .for('update');
  const over = live.filter(({ clockKind }) => clockKind === null || ended.includes(clockKind));
  if (over.length === 0) return;
  await tx
    .update(escalations)
    .set({
      nextStepAt: null,
      endedAt: at,
      endReason,
    })
    .where(
      inArray(
        escalations.id,
        over.map((round) => round.id),
      ),
    );
}
