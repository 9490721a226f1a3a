import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { isEnded } from '../domain/order-state.ts';
import { lockIncident } from '../io/incident-members.ts';
import { membersOf } from '../io/incident-orders.ts';
import { detachOrder } from './detach-order.ts';

const PartIncident = z.strictObject({ incidentId: Id });

/**
 * Undoes a merge: every open duplicate of an incident stands on its own again, with its own clocks
 * and any breach; they stay one incident. Doing it again does nothing more.
 * @throws NotFound for the incident.
 */
export const partIncident = command(
  'incident.part',
  PartIncident,
  async (context, { incidentId }) => {
    const { tx } = context;
    if (!(await lockIncident(tx, incidentId))) throw new NotFound();
    const attached = (await membersOf(tx, incidentId)).filter(
      ({ state, parentId }) => parentId !== null && !isEnded(state),
    );
    for (const { id } of attached) await detachOrder.within(context, { orderId: id });
    return { detached: attached.map(({ id }) => id) };
  },
);
