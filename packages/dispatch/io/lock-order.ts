import { type Actor, type CommandContext, NotFound, type Reader } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { type Order, orders } from './tables.ts';
import { needsVerification } from './verification-rules.ts';

/**
 * Whether an actor may touch the order at all: an agency only its own, a link only its one, an
 * inspector only those whose report must be confirmed.
 */
export async function mayTouch(
  reader: Reader,
  actor: Actor,
  order: Pick<Order, 'id' | 'agencyId' | 'typeCode'>,
): Promise<boolean> {
  if (actor.kind === 'user' && actor.role === 'agency') return actor.agencyId === order.agencyId;
  if (actor.kind === 'user' && actor.role === 'inspector') {
    return needsVerification(reader, order.typeCode);
  }
  if (actor.kind === 'capability') return actor.id === order.id;
  return true;
}

/**
 * The order under its row lock, for a command that is about to change it. Locks are always taken
 * in this order: the order, its clocks, its escalations, its case. The lock leaves the key free, so
 * that a sweep holding a clock may write a row that points at the order.
 * @throws NotFound when it is absent or the actor's to leave alone, both alike.
 */
export async function lockOrder({ tx, actor }: CommandContext, orderId: string): Promise<Order> {
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId)).for('no key update');
  if (!order || !(await mayTouch(tx, actor, order))) throw new NotFound();
  return order;
}
