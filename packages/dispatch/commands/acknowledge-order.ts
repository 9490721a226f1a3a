import { command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { deviceTimed } from '../contract/agency-fields.ts';
import { AcknowledgedVia } from '../contract.ts';
import { orderEntry } from '../io/journal-entries.ts';
import { lockOrder } from '../io/lock-order.ts';
import { moveOrder } from '../io/move-order.ts';
import { recordDeviceTime } from '../io/record-device-time.ts';
import { acknowledgements } from '../io/tables.ts';

export const AcknowledgeOrder = z.strictObject({
  orderId: Id,
  via: AcknowledgedVia,
  /** The duty contact who pressed the key, where it came by phone. */
  contactId: Id.optional(),
  ...deviceTimed,
});

/**
 * Records that the agency has taken the order on; stops its acknowledge clock and the ringing. The
 * first acknowledgement moves the order; a later one, by another way, is kept beside it as
 * evidence and changes nothing else. Repeating one is harmless.
 * @throws NotFound for an order that is not the agency's; Conflict for one that was returned or has
 *   ended.
 */
export const acknowledgeOrder = command(
  'order.acknowledge',
  AcknowledgeOrder,
  async (context, input) => {
    const { tx, now, actor, journal } = context;
    const order = await lockOrder(context, input.orderId);
    const taken = ['acknowledged', 'onSite', 'reported', 'verified', 'handedOff'];
    const before = taken.includes(order.state);
    const { order: after, at } = before
      ? { order, at: now }
      : await moveOrder(context, order, 'acknowledge');
    const [fresh] = await tx
      .insert(acknowledgements)
      .values({
        id: newId(),
        orderId: order.id,
        cycle: order.cycle,
        via: input.via,
        byKind: actor.kind,
        byId: actor.id,
        contactId: input.contactId ?? null,
        at,
      })
      .onConflictDoNothing()
      .returning({ id: acknowledgements.id });
    if (fresh || !before) {
      const { via, contactId = null } = input;
      const step = before ? 'evidenceAttached' : 'acknowledged';
      await journal(orderEntry(after, step, { via, contactId }));
      await recordDeviceTime(context, order.id, 'acknowledge', input.deviceAt, at);
    }
    return { orderId: order.id, state: after.state, already: before };
  },
);
