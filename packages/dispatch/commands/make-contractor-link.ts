import { Conflict, command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { contractorLinks } from '../io/agency-tables.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';

/** How long a link opens its order at the most. */
export const LINK_HOURS = 72;

const MakeContractorLink = z.strictObject({ orderId: Id });

/**
 * Makes a link that lets a contractor or utility work on this one order without an account.
 * @throws Conflict for an order that was returned or has ended.
 */
export const makeContractorLink = command(
  'order.makeLink',
  MakeContractorLink,
  async (context, input) => {
    const { tx, now, actor, journal } = context;
    const order = await lockOrder(context, input.orderId);
    if (order.endedAt || order.state === 'returned') {
      throw new Conflict('order_state', 'The order is no longer in the agency’s hands.');
    }
    const id = newId();
    const expiresAt = now.add({ hours: LINK_HOURS });
    await tx.insert(contractorLinks).values({
      id,
      orderId: order.id,
      agencyId: order.agencyId,
      madeBy: actor.id,
      madeAt: now,
      expiresAt,
    });
    await journal(orderEntry(order, 'linkMade', { linkId: id }));
    return { linkId: id, expiresAt: expiresAt.toString() };
  },
);
