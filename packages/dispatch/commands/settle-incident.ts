import { deliver } from '@1999/messaging';
import { type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { countMembers, incidentEntry, lockIncident } from '../io/incident-members.ts';
import { incidentOrders, incidents } from '../io/tables.ts';

const SettleIncident = z.strictObject({ incidentId: Id });

/**
 * Brings an incident's own state in line with its orders: closed once its last open order has
 * ended, and then every reporter is told, each person once; open again when one is reopened. With
 * fewer than two orders left in it, it was none and is dissolved.
 */
export const settleIncident = command(
  'incident.settle',
  SettleIncident,
  async (context, { incidentId }) => {
    const { tx, now, journal } = context;
    const incident = await lockIncident(tx, incidentId);
    if (!incident) return;
    const { orders, open } = await countMembers(tx, incidentId);
    const dissolved = orders < 2;
    const closed = dissolved || open === 0;
    if (closed === (incident.closedAt !== null)) return;
    const closedAt = closed ? now : null;
    await tx.update(incidents).set({ closedAt }).where(eq(incidents.id, incidentId));
    if (dissolved) {
      await tx
        .update(incidentOrders)
        .set({ leftAt: now })
        .where(and(eq(incidentOrders.incidentId, incidentId), isNull(incidentOrders.leftAt)));
      await journal(incidentEntry(incident, 'dissolved'));
    } else if (closed) {
      await journal(incidentEntry(incident, 'closed', { orders }));
      await tellReporters(context, incidentId);
    } else {
      await journal(incidentEntry(incident, 'reopened'));
    }
  },
);

/** One message to each person who left a number, about the first case of theirs. */
async function tellReporters(context: CommandContext, incidentId: string): Promise<void> {
  const { app, tx } = context;
  const reporters = await tx.execute<{ citizenId: string; caseId: string }>(sql`
    select distinct on (o.citizen_id) o.citizen_id as "citizenId", o.case_id as "caseId"
    from incident_order m join work_order o on o.id = m.order_id
    where m.incident_id = ${incidentId} and m.left_at is null
    order by o.citizen_id, o.issued_at, o.id`);
  for (const { citizenId, caseId } of reporters) {
    const { phone } = await app.vault.masked(tx, citizenId);
    if (!phone) continue;
    await deliver.within(context, {
      channel: 'sms',
      purpose: 'incident.closed',
      refType: 'incident',
      refId: incidentId,
      threadId: caseId,
      to: { citizenId },
      params: { caseId },
    });
  }
}
