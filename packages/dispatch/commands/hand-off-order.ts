import { command, Invalid } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { HandOffOrderBody } from '../contract.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { handOffs } from '../io/tables.ts';

export const HandOffOrder = HandOffOrderBody.extend({ orderId: Id });

/**
 * Hands the work to the police (110) or a utility: who took it over, and when. The agency's own
 * clocks end; that it was handed over, and what came of it, must still be reported back.
 * @throws Invalid when the time lies in the future or before the order. Repeating it is harmless.
 */
export const handOffOrder = command('order.handOff', HandOffOrder, async (context, input) => {
  const { app, tx, actor, journal } = context;
  const order = await lockOrder(context, input.orderId);
  if (order.state === 'handedOff') return { orderId: order.id, state: order.state };
  const handedAt = Temporal.Instant.from(input.handedAt);
  const { order: after, at } = await moveOrder(context, order, 'handOff');
  if (
    Temporal.Instant.compare(handedAt, at) > 0 ||
    Temporal.Instant.compare(handedAt, order.issuedAt) < 0
  ) {
    throw new Invalid('handed_at', 'The time must lie between the order and now.', 'handedAt');
  }
  await tx.insert(handOffs).values({
    orderId: order.id,
    cycle: order.cycle,
    body: input.body,
    officerSealed: await app.vault.seal(tx, order.citizenId, input.officer),
    handedAt,
    recordedBy: actor.id,
    recordedAt: at,
  });
  await journal(orderEntry(after, 'handedOff', { body: input.body }));
  return { orderId: order.id, state: after.state };
});
