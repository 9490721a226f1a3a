import { command, parseInstant, type Tx } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { squareAround } from '../domain/distance.ts';
import {
  belongsWith,
  type IncidentRule,
  type Neighbour,
  type Reported,
} from '../domain/incident.ts';
import { incidentIdOf, joinIncident, lockIncident, openIncident } from '../io/incident-members.ts';
import { incidentRuleOf } from '../io/incident-rules.ts';
import { orders } from '../io/tables.ts';

const ClusterOrder = z.strictObject({ orderId: Id });

/** So many of the nearest are looked at; one that belongs with it is among them. */
const NEAREST = 20;

/**
 * Puts a new order into the incident it belongs to by its type's own distance and time, or makes
 * one with the nearest order that belongs with it. One without a point, or with an incident
 * already, is left alone.
 */
export const clusterOrder = command('order.cluster', ClusterOrder, async (context, { orderId }) => {
  const { tx } = context;
  const [order] = await tx.select().from(orders).where(eq(orders.id, orderId));
  if (!order || order.endedAt || order.lat === null || order.lng === null) return;
  if (await incidentIdOf(tx, orderId)) return;
  const rule = await incidentRuleOf(tx, order.typeCode);
  const placed = { ...order, lat: order.lat, lng: order.lng };
  const found = belongsWith(placed, await neighboursOf(tx, placed, order.typeCode, rule), rule);
  if (!found) return;
  const incident = found.incidentId ? await lockIncident(tx, found.incidentId) : null;
  if (incident) await joinIncident(context, incident, orderId);
  else await openIncident(context, order, found.id);
});

async function neighboursOf(
  tx: Tx,
  { id, lat, lng, issuedAt }: Reported,
  typeCode: string,
  { metres, minutes }: IncidentRule,
): Promise<Neighbour[]> {
  const { low, high } = squareAround({ lat, lng }, metres);
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select o.id, o.lat, o.lng, o.issued_at::text as at, i.id as incident
    from work_order o
    left join incident_order m on m.order_id = o.id and m.left_at is null
    left join incident i on i.id = m.incident_id and i.closed_at is null
    where o.ended_at is null and o.type_code = ${typeCode} and o.id <> ${id}
      and o.lat between ${low.lat} and ${high.lat} and o.lng between ${low.lng} and ${high.lng}
      and o.issued_at between ${issuedAt.subtract({ minutes }).toString()}
        and ${issuedAt.toString()}
      -- Of an incident that is over, only what was never part of it can begin another.
      and (m.id is null or i.id is not null)
    order by (o.lat - ${lat}) ^ 2 + (o.lng - ${lng}) ^ 2, i.id is null limit ${NEAREST}`);
  return [...rows].map((row) => ({
    id: row.id as string,
    lat: row.lat as number,
    lng: row.lng as number,
    issuedAt: parseInstant(row.at as string),
    incidentId: row.incident as string | null,
  }));
}
