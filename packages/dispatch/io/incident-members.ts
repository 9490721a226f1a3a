import {
  type CommandContext,
  type JournalEntry,
  newId,
  type Reader,
  type Tx,
} from '@1999/platform';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { incidentOrders, incidents, type Order } from './tables.ts';

export type Incident = typeof incidents.$inferSelect;

/** A step of an incident for the journal. */
export function incidentEntry(
  incident: Pick<Incident, 'id' | 'typeCode' | 'districtCode'>,
  step: 'opened' | 'joined' | 'left' | 'closed' | 'dissolved' | 'reopened',
  detail: Record<string, unknown> = {},
): JournalEntry {
  const { id, typeCode, districtCode } = incident;
  return {
    subjectType: 'incident',
    subjectId: id,
    type: `incident.${step}`,
    payload: { typeCode, districtCode, ...detail },
  };
}

/** The incident under its row lock, or null. */
export async function lockIncident(tx: Tx, id: string): Promise<Incident | null> {
  const [incident] = await tx
    .select()
    .from(incidents)
    .where(eq(incidents.id, id))
    .for('no key update');
  return incident ?? null;
}

/** The incident an order belongs to now, open or closed; null when to none. */
export async function incidentIdOf(reader: Reader, orderId: string): Promise<string | null> {
  const [row] = await reader
    .select({ id: incidentOrders.incidentId })
    .from(incidentOrders)
    .where(and(eq(incidentOrders.orderId, orderId), isNull(incidentOrders.leftAt)));
  return row?.id ?? null;
}

/** Puts two orders into one new incident. */
export async function openIncident(
  context: CommandContext,
  first: Pick<Order, 'id' | 'typeCode' | 'districtCode'>,
  secondId: string,
): Promise<void> {
  const { tx, now, journal } = context;
  const { typeCode, districtCode } = first;
  const incident: Incident = { id: newId(), typeCode, districtCode, openedAt: now, closedAt: null };
  await tx.insert(incidents).values(incident);
  await tx
    .insert(incidentOrders)
    .values([first.id, secondId].map((orderId) => memberRow(incident.id, orderId, now)));
  await journal(incidentEntry(incident, 'opened', { orderIds: [first.id, secondId] }));
}

/** Puts one more order into an open incident. */
export async function joinIncident(
  context: CommandContext,
  incident: Incident,
  orderId: string,
): Promise<void> {
  const { tx, now, journal } = context;
  await tx.insert(incidentOrders).values(memberRow(incident.id, orderId, now));
  await journal(incidentEntry(incident, 'joined', { orderId }));
}

const memberRow = (incidentId: string, orderId: string, joinedAt: Temporal.Instant) => ({
  id: newId(),
  incidentId,
  orderId,
  joinedAt,
  leftAt: null,
});

/** Takes an order out of its incident. */
export async function leaveIncident(
  { tx, now, journal }: CommandContext,
  incident: Incident,
  orderId: string,
): Promise<void> {
  await tx
    .update(incidentOrders)
    .set({ leftAt: now })
    .where(and(eq(incidentOrders.orderId, orderId), isNull(incidentOrders.leftAt)));
  await journal(incidentEntry(incident, 'left', { orderId }));
}

/** How many orders an incident has now, and how many of them are open. */
export async function countMembers(
  tx: Tx,
  incidentId: string,
): Promise<{ orders: number; open: number }> {
  const [row] = await tx.execute<{ orders: number; open: number }>(sql`
    select count(*)::int as orders, count(*) filter (where o.ended_at is null)::int as open
    from incident_order m join work_order o on o.id = m.order_id
    where m.incident_id = ${incidentId} and m.left_at is null`);
  return row ?? { orders: 0, open: 0 };
}
