import type { CommandContext, CrowdReaction } from '@1999/platform';
import { Id, type JournalEvent } from '@1999/platform/contract';
import { clusterOrders } from '../commands/cluster-orders.ts';
import { gatherDuplicate } from '../commands/gather-duplicate.ts';
import { settleIncident } from '../commands/settle-incident.ts';
import { watchSurges } from '../commands/watch-surges.ts';
import { incidentIdOf } from '../io/incident-members.ts';

/**
 * Incidents and surges follow what happens to orders; one reaction, so that they never race. New
 * orders come in crowds and are looked at together, between whatever else happens.
 */
export const keepIncidents: CrowdReaction = {
  name: 'dispatch.keep-incidents',
  on: ['order.issued', 'order.attached', 'order.closed', 'order.released', 'order.reopened'],
  reactAll: async (context, events) => {
    let issued: string[] = [];
    const lookAtIssued = async () => {
      const orderIds = issued;
      issued = [];
      if (orderIds.length === 0) return;
      await clusterOrders.within(context, { orderIds });
      await watchSurges.within(context, { orderIds });
    };
    for (const event of events) {
      if (event.type === 'order.issued') {
        issued.push(event.subjectId);
        continue;
      }
      await lookAtIssued();
      await follow(context, event);
    }
    await lookAtIssued();
  },
};

async function follow(context: CommandContext, event: JournalEvent): Promise<void> {
  const orderId = event.subjectId;
  if (event.type === 'order.attached') {
    const parentId = Id.parse(event.payload.parentId);
    await gatherDuplicate.within(context, { orderId, parentId });
    return;
  }
  const incidentId = await incidentIdOf(context.tx, orderId);
  if (incidentId) await settleIncident.within(context, { incidentId });
}
