import { Conflict, command, Invalid, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { AskExtensionBody } from '../contract.ts';
import { isLive } from '../domain/clock.ts';
import { isEnded } from '../domain/order-state.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { lockClocks } from '../io/recompute-clocks.ts';
import { extensions } from '../io/tables.ts';

export const AskExtension = AskExtensionBody.extend({ orderId: Id });

/**
 * The agency asks for more time (展延): why, and until when. Nothing moves until a supervisor has
 * decided. One request at a time.
 * @throws Conflict for an order that has ended, goes with another or has a request waiting; Invalid
 *   for a time that is no later than what the clocks have already.
 */
export const askExtension = command('order.askExtension', AskExtension, async (context, input) => {
  const { app, tx, actor, journal } = context;
  const order = await lockOrder(context, input.orderId);
  if (isEnded(order.state)) throw new Conflict('order_ended', 'The order has ended.');
  if (order.parentId) throw new Conflict('order_attached', 'The order is a duplicate.');
  const waiting = and(eq(extensions.orderId, order.id), isNull(extensions.decision));
  if (await tx.$count(extensions, waiting)) {
    throw new Conflict('extension_waiting', 'A request is waiting for its decision.');
  }
  const kinds = [...new Set(input.kinds)];
  const untilAt = Temporal.Instant.from(input.until);
  const at = app.clock.now();
  const meant = (await lockClocks(context, order.id)).filter(
    (clock) => isLive(clock) && kinds.some((kind) => kind === clock.kind),
  );
  if (meant.length === 0) throw new Conflict('no_clock', 'None of these clocks is open.');
  const gains = meant.some((clock) => Temporal.Instant.compare(untilAt, clock.dueAt) > 0);
  if (!gains || Temporal.Instant.compare(untilAt, at) <= 0) {
    throw new Invalid('until_too_early', 'Ask for a time after the present deadline.', 'until');
  }
  const extensionId = newId();
  await tx.insert(extensions).values({
    id: extensionId,
    orderId: order.id,
    cycle: order.cycle,
    kinds,
    askedBy: actor.id,
    askedAt: at,
    untilAt,
    reasonSealed: await app.vault.seal(tx, order.citizenId, input.reason),
  });
  const until = untilAt.toString();
  await journal(orderEntry(order, 'extensionAsked', { extensionId, kinds, until }));
  return { orderId: order.id, state: order.state, extensionId };
});
