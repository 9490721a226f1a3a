import { Conflict, command, Invalid, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { DropOrderBody } from '../contract.ts';
import { isEnded } from '../domain/order-state.ts';
import { incidentIdOf, leaveIncident, lockIncident } from '../io/incident-members.ts';
import { membersOf } from '../io/incident-orders.ts';
import { detachOrder } from './detach-order.ts';
import { settleIncident } from './settle-incident.ts';

const DropFromIncident = DropOrderBody.extend({ incidentId: Id });

/**
 * Takes an order out of an incident, because it is about something else; a duplicate is detached.
 * Repeating it is harmless.
 * @throws NotFound for the incident; Invalid for an order that was never in it; Conflict when it has
 *   ended, or when duplicates go with it.
 */
export const dropFromIncident = command(
  'incident.drop',
  DropFromIncident,
  async (context, { incidentId, orderId }) => {
    const { tx } = context;
    const incident = await lockIncident(tx, incidentId);
    if (!incident) throw new NotFound();
    const member = (await membersOf(tx, incidentId)).find(({ id }) => id === orderId);
    if (!member) {
      if ((await incidentIdOf(tx, orderId)) === null) return { incidentId, orderId };
      throw new Invalid('order_elsewhere', 'The order is not part of it.', 'orderId');
    }
    if (isEnded(member.state)) throw new Conflict('order_ended', 'The order has ended.');
    if (member.hasChildren) {
      throw new Conflict('merge_hasChildren', 'Duplicates go with this order; detach them first.');
    }
    if (member.parentId) await detachOrder.within(context, { orderId });
    await leaveIncident(context, incident, orderId);
    await settleIncident.within(context, { incidentId });
    return { incidentId, orderId };
  },
);
