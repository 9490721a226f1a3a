import type { Reaction } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { clusterOrder } from '../commands/cluster-order.ts';
import { gatherDuplicate } from '../commands/gather-duplicate.ts';
import { settleIncident } from '../commands/settle-incident.ts';
import { watchSurge } from '../commands/watch-surge.ts';
import { incidentIdOf } from '../io/incident-members.ts';

/** Incidents and surges follow what happens to orders; one reaction, so that they never race. */
export const keepIncidents: Reaction = {
  name: 'dispatch.keep-incidents',
  on: ['order.issued', 'order.attached', 'order.closed', 'order.released', 'order.reopened'],
  react: async (context, event) => {
    const orderId = event.subjectId;
    if (event.type === 'order.issued') {
      await clusterOrder.within(context, { orderId });
      await watchSurge.within(context, { orderId });
      return;
    }
    if (event.type === 'order.attached') {
      const parentId = Id.parse(event.payload.parentId);
      await gatherDuplicate.within(context, { orderId, parentId });
      return;
    }
    const incidentId = await incidentIdOf(context.tx, orderId);
    if (incidentId) await settleIncident.within(context, { incidentId });
  },
};
