import { type CommandContext, Forbidden } from '@1999/platform';
import { type Order, releases } from './tables.ts';

/**
 * Writes down why a supervisor lets an order go, and who it was.
 * @throws Forbidden for anyone who is no supervisor.
 */
export async function recordRelease(
  { app, tx, now, actor }: CommandContext,
  order: Order,
  reason: string,
): Promise<void> {
  if (actor.kind !== 'user' || actor.role !== 'supervisor') {
    throw new Forbidden('Only a supervisor may release an order.');
  }
  await tx.insert(releases).values({
    orderId: order.id,
    cycle: order.cycle,
    reasonSealed: await app.vault.seal(tx, order.citizenId, reason),
    approverId: actor.id,
    at: now,
  });
}
