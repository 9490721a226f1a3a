import { listenedToSince } from '@1999/messaging';
import { BUSY, type CommandContext, gathered, gathering, NotFound, rowsOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { LISTENING_SECONDS, mayWaitForTurn } from '../domain/escalation.ts';
import { mayTouch } from '../io/lock-order.ts';
import { stepEscalation } from '../io/step-escalation.ts';
import { type Escalation, escalations, type Order, orders } from '../io/tables.ts';

export const StepRound = z.strictObject({
  orderId: Id,
  escalationId: Id,
  /** Step only while this call is the one ringing; else only when the stored time has come. */
  afterDelivery: Id.optional(),
});

type Asked = z.output<typeof StepRound>;

interface Found {
  readonly order: Order | null;
  readonly round: Escalation | null;
  /** The rounds stepped in this transaction, as they are to be stored at its end. */
  readonly stepped: Escalation[];
}

/**
 * Takes one round of telling people a step further, if it still waits for that: its time has come,
 * or the call it was ringing has failed. Answers whether it did; a repeat does nothing. Rounds asked
 * for at once are stepped together.
 * @throws NotFound for an order that is not there or not the actor's.
 */
export const stepRound = gathered('escalation.step', StepRound, {
  among: gathering({ load }),
  subject: (input) => input,
  handle,
});

async function load({ tx, atEnd }: CommandContext, asked: readonly Asked[], wait: boolean) {
  const lock = wait ? {} : ({ skipLocked: true } as const);
  const orderIds = asked.map(({ orderId }) => orderId);
  const roundIds = asked.map(({ escalationId }) => escalationId);
  const [lockedOrders, lockedRounds] = await Promise.all([
    tx
      .select()
      .from(orders)
      .where(inArray(orders.id, orderIds))
      .orderBy(orders.id)
      .for('no key update', lock),
    tx
      .select()
      .from(escalations)
      .where(inArray(escalations.id, roundIds))
      .orderBy(escalations.id)
      .for('update', lock),
  ]);
  const stepped: Escalation[] = [];
  atEnd(() => storing(stepped));
  // Of two rounds of one order the second must see whom the first has rung.
  const seen = new Set<string>();
  return asked.map(({ orderId, escalationId }): Found | typeof BUSY => {
    const order = lockedOrders.find(({ id }) => id === orderId) ?? null;
    const round = lockedRounds.find(({ id }) => id === escalationId) ?? null;
    const isSecond = seen.has(orderId);
    seen.add(orderId);
    const isHeld = wait || (order !== null && round !== null);
    return isHeld && !isSecond ? { order, round, stepped } : BUSY;
  });
}

async function handle(context: CommandContext, input: Asked, { order, round, stepped }: Found) {
  const { tx, now, actor } = context;
  if (!order || !(await mayTouch(tx, actor, order))) throw new NotFound();
  if (!round?.nextStepAt) return false;
  const due = input.afterDelivery
    ? round.deliveryId === input.afterDelivery
    : Temporal.Instant.compare(round.nextStepAt, now) <= 0;
  if (!due) return false;
  const waits = !input.afterDelivery && (await isListening(context, order, round));
  const step = waits
    ? { nextStepAt: now.add({ seconds: LISTENING_SECONDS }) }
    : await stepEscalation(context, order, round);
  stepped.push({ ...round, ...step });
  return true;
}

function storing(stepped: readonly Escalation[]): SQL | null {
  if (stepped.length === 0) return null;
  const { rows } = rowsOf(escalations, stepped);
  return sql`
    update escalation e set level = s.level, tried = s.tried, raise = s.raise,
      delivery_id = s.delivery_id, next_step_at = s.next_step_at
    from jsonb_populate_recordset(null::escalation, ${JSON.stringify(rows)}::jsonb) s
    where e.id = s.id`;
}

/** Whether the order waits its turn with somebody who has answered, and may still do so. */
async function isListening(
  { tx, now }: CommandContext,
  order: Order,
  round: Escalation,
): Promise<boolean> {
  if (round.raise || !round.deliveryId) return false;
  const since = await listenedToSince(tx, round.deliveryId);
  return since !== null && mayWaitForTurn(order.danger, since.until(now));
}
