import { Conflict, command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { planMerge } from '../domain/incident.ts';
import { lockIncident } from '../io/incident-members.ts';
import { membersOf } from '../io/incident-orders.ts';
import { attachOrder } from './attach-order.ts';

const MergeIncident = z.strictObject({ incidentId: Id });

/**
 * Makes every open order of an incident the duplicate of its leading one, in one step. Those that
 * go with another order already stay there; doing it again does nothing more.
 * @throws NotFound for the incident; Conflict when it has no open order left.
 */
export const mergeIncident = command(
  'incident.merge',
  MergeIncident,
  async (context, { incidentId }) => {
    const { tx } = context;
    if (!(await lockIncident(tx, incidentId))) throw new NotFound();
    const plan = planMerge(await membersOf(tx, incidentId));
    if (!plan) throw new Conflict('incident_ended', 'No order of it is open.');
    const { lead, attach, skipped } = plan;
    for (const { id } of attach) {
      await attachOrder.within(context, { orderId: id, parentId: lead.id });
    }
    return {
      leadId: lead.id,
      attached: attach.map(({ id }) => id),
      skipped: skipped.map(({ id }) => id),
    };
  },
);
