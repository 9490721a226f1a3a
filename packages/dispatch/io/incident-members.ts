import {
  type CommandContext,
  insertTogether,
  type JournalEntry,
  newId,
  type Reader,
  type Rows,
  rowsOf,
  type Tx,
} from '@1999/platform';
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
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

/** Incidents under their row locks, always taken in one order. */
export async function lockIncidents(tx: Tx, ids: readonly string[]): Promise<Incident[]> {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(incidents)
    .where(inArray(incidents.id, [...new Set(ids)]))
    .orderBy(incidents.id)
    .for('no key update');
}

/** The incident an order belongs to now, open or closed; null when to none. */
export async function incidentIdOf(reader: Reader, orderId: string): Promise<string | null> {
  const [row] = await reader
    .select({ id: incidentOrders.incidentId })
    .from(incidentOrders)
    .where(and(eq(incidentOrders.orderId, orderId), isNull(incidentOrders.leftAt)));
  return row?.id ?? null;
}

/** Rows and events of orders that come to belong to incidents, to be stored together. */
export interface Joining {
  readonly rows: readonly Rows[];
  readonly entry: JournalEntry;
}

/** Two orders in one new incident. */
export function newIncident(
  now: Temporal.Instant,
  { id: firstId, typeCode, districtCode }: Pick<Order, 'id' | 'typeCode' | 'districtCode'>,
  secondId: string,
): Joining & { readonly incident: Incident } {
  const incident: Incident = { id: newId(), typeCode, districtCode, openedAt: now, closedAt: null };
  const orderIds = [firstId, secondId];
  const members = orderIds.map((orderId) => memberRow(incident.id, orderId, now));
  return {
    incident,
    rows: [rowsOf(incidents, [incident]), rowsOf(incidentOrders, members)],
    entry: incidentEntry(incident, 'opened', { orderIds }),
  };
}

/** One more order in an open incident. */
export function newMember(now: Temporal.Instant, incident: Incident, orderId: string): Joining {
  return {
    rows: [rowsOf(incidentOrders, [memberRow(incident.id, orderId, now)])],
    entry: incidentEntry(incident, 'joined', { orderId }),
  };
}

/** Stores them, for what follows in the transaction to read. */
export async function join(
  { tx, journal }: CommandContext,
  joining: readonly Joining[],
): Promise<void> {
  await insertTogether(tx, ...joining.flatMap(({ rows }) => rows));
  await journal(...joining.map(({ entry }) => entry));
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
