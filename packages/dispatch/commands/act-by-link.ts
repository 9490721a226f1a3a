import { Conflict, command } from '@1999/platform';
import { z } from 'zod';
import { deviceTimed } from '../contract/agency-fields.ts';
import { ReportOrderBody } from '../contract.ts';
import { openLink } from '../io/linked-order.ts';
import { lockOrder } from '../io/lock-order.ts';
import { acknowledgeOrder } from './acknowledge-order.ts';
import { arriveAtOrder } from './arrive-at-order.ts';
import { reportOrder } from './report-order.ts';

const ActByLink = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('acknowledge'), ...deviceTimed }),
  z.strictObject({ action: z.literal('arrive'), ...deviceTimed }),
  z.strictObject({ action: z.literal('report'), body: ReportOrderBody }),
]);

/**
 * A contractor or utility works on the one order its link opens, as the agency would. The journal
 * names the link; the acknowledgement is kept as one by link.
 * @throws NotFound once the link was revoked; Conflict when the order's state does not allow it.
 */
export const actByLink = command('order.actByLink', ActByLink, async (context, input) => {
  const link = await openLink(context.tx, context.actor, context.now);
  const { orderId } = link;
  const asOrder = {
    ...context,
    actor: { kind: 'capability', capability: 'order', id: orderId } as const,
  };
  // Looked at again under the order's lock: it may have been taken away meanwhile.
  const order = await lockOrder(asOrder, orderId);
  if (order.agencyId !== link.agencyId || order.endedAt) {
    throw new Conflict('order_state', 'The order is in other hands now.');
  }
  switch (input.action) {
    case 'acknowledge':
      return acknowledgeOrder.within(asOrder, { orderId, via: 'link', deviceAt: input.deviceAt });
    case 'arrive':
      return arriveAtOrder.within(asOrder, { orderId, deviceAt: input.deviceAt });
    case 'report':
      return reportOrder.within(asOrder, { ...input.body, orderId });
  }
});
