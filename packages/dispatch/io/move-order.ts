import { type CommandContext, Conflict } from '@1999/platform';
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { ClockKind, OrderAction } from '../contract.ts';
import { clocksOf, end, isLive } from '../domain/clock.ts';
import { IllegalMove } from '../domain/errors.ts';
import { isEnded, nextState } from '../domain/order-state.ts';
import { clockEntry } from './journal-entries.ts';
import { type ClockRow, clocks, escalations, type Order, orders } from './tables.ts';

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
  const state = stateAfter(order, action);
  const running = await tx
    .select()
    .from(clocks)
    .where(eq(clocks.orderId, order.id))
    .orderBy(asc(clocks.id))
    .for('update');
  const at = app.clock.now();
  const { meets, stops } = clocksOf[action];
  const after: ClockRow[] = [];
  for (const clock of running) {
    const how = meets.includes(clock.kind) ? 'met' : stops.includes(clock.kind) ? 'stopped' : null;
    after.push(how && isLive(clock) ? await endClock(context, order, clock, how, at) : clock);
  }
  const dues = after.filter(isLive).map((clock) => clock.dueAt);
  const moved: Order = {
    ...order,
    ...changes,
    state,
    endedAt: isEnded(state) ? at : null,
    nextDueAt: dues.toSorted(Temporal.Instant.compare)[0] ?? null,
  };
  const { id, nextDueAt, endedAt } = moved;
  await tx
    .update(orders)
    .set({ ...changes, state, endedAt, nextDueAt })
    .where(eq(orders.id, id));
  await endRounds(context, moved, [...meets, ...stops], action, at);
  return { order: moved, at };
}

function stateAfter(order: Order, action: OrderAction) {
  try {
    return nextState(order.state, action);
  } catch (error) {
    if (!(error instanceof IllegalMove)) throw error;
    throw new Conflict('order_state', `${error.message}; look at it again.`);
  }
}

async function endClock(
  { tx, journal }: CommandContext,
  order: Order,
  clock: ClockRow,
  how: 'met' | 'stopped',
  at: Temporal.Instant,
): Promise<ClockRow> {
  const ended = { ...end(clock, how, at), nextAt: null };
  const { metAt, stoppedAt, breachedAt, recordedAt, nextAt } = ended;
  await tx
    .update(clocks)
    .set({ metAt, stoppedAt, breachedAt, recordedAt, nextAt })
    .where(eq(clocks.id, clock.id));
  if (breachedAt && !clock.breachedAt) {
    await journal(clockEntry(clock, order, 'breached', { dueAt: clock.dueAt.toString() }));
  }
  await journal(clockEntry(clock, order, how, { late: breachedAt !== null }));
  return ended;
}

async function endRounds(
  { tx }: CommandContext,
  order: Order,
  ended: readonly ClockKind[],
  action: OrderAction,
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
      endReason: action === 'acknowledge' ? 'acknowledged' : 'orderMoved',
    })
    .where(
      inArray(
        escalations.id,
        over.map((round) => round.id),
      ),
    );
}
