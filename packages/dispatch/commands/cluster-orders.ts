import { type CommandContext, command, parseInstant, type Tx } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { squareAround } from '../domain/distance.ts';
import {
  belongsWith,
  type IncidentRule,
  type Neighbour,
  type Reported,
} from '../domain/incident.ts';
import {
  type Incident,
  type Joining,
  join,
  lockIncidents,
  newIncident,
  newMember,
} from '../io/incident-members.ts';
import { incidentRules } from '../io/incident-rules.ts';

const ClusterOrders = z.strictObject({ orderIds: z.array(Id) });

/** So many of the nearest are looked at; one that belongs with it is among them. */
const NEAREST = 20;

/** An open order with a point that belongs to no incident yet. */
interface Unclustered extends Reported {
  readonly typeCode: string;
  readonly districtCode: string;
}

/**
 * Puts new orders, in the order given, into the incidents they belong to by their type's own
 * distance and time, or makes one with the nearest order that belongs with it. One without a point,
 * or with an incident already, is left alone.
 */
export const clusterOrders = command(
  'order.cluster',
  ClusterOrders,
  async (context, { orderIds }) => {
    const { tx } = context;
    const [fresh, ruleOf] = await Promise.all([unclustered(tx, orderIds), incidentRules(tx)]);
    if (fresh.length === 0) return;
    const near = await neighboursOf(tx, fresh, ruleOf);
    // Where the orders of this crowd have come to belong meanwhile.
    const placed = new Map<string, string>();
    const homes: [Unclustered, Neighbour][] = [];
    for (const order of fresh) {
      const neighbours = (near.get(order.id) ?? []).map((one) => ({
        ...one,
        incidentId: placed.get(one.id) ?? one.incidentId,
      }));
      const found = belongsWith(order, neighbours, ruleOf(order.typeCode));
      if (!found || placed.has(order.id)) continue;
      const home = found.incidentId ?? `with ${order.id}`;
      placed.set(order.id, home).set(found.id, home);
      homes.push([order, { ...found, incidentId: home }]);
    }
    await settleIn(context, homes);
  },
);

async function settleIn(
  context: CommandContext,
  homes: readonly [Unclustered, Neighbour][],
): Promise<void> {
  const named = homes.map(([, { incidentId }]) => incidentId ?? '');
  const open = new Map<string, Incident>();
  const known = named.filter((id) => !id.startsWith('with '));
  for (const incident of await lockIncidents(context.tx, known)) open.set(incident.id, incident);
  const joining: Joining[] = [];
  for (const [order, { id: otherId, incidentId }] of homes) {
    const home = open.get(incidentId ?? '');
    if (home) joining.push(newMember(context.now, home, order.id));
    else {
      const made = newIncident(context.now, order, otherId);
      joining.push(made);
      open.set(incidentId ?? '', made.incident);
    }
  }
  await join(context, joining);
}

async function unclustered(tx: Tx, orderIds: readonly string[]): Promise<Unclustered[]> {
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select o.id, o.type_code as "typeCode", o.district_code as "districtCode", o.lat, o.lng,
      o.issued_at::text as at
    from unnest(${sql.param(orderIds)}::uuid[]) with ordinality as asked (id, nth)
    join work_order o on o.id = asked.id
    where o.ended_at is null and o.lat is not null and o.lng is not null
      and not exists (select from incident_order m where m.order_id = o.id and m.left_at is null)
    order by asked.nth`);
  return [...rows].map(({ at, ...row }) => ({
    ...(row as unknown as Omit<Unclustered, 'issuedAt'>),
    issuedAt: parseInstant(at as string),
  }));
}

async function neighboursOf(
  tx: Tx,
  orders: readonly Unclustered[],
  ruleOf: (typeCode: string) => IncidentRule,
): Promise<Map<string, Neighbour[]>> {
  const asked = orders.map(({ id, typeCode, lat, lng, issuedAt }) => {
    const { metres, minutes } = ruleOf(typeCode);
    const { low, high } = squareAround({ lat, lng }, metres);
    const window = { since: issuedAt.subtract({ minutes }).toString(), at: issuedAt.toString() };
    const square = { lat0: low.lat, lat1: high.lat, lng0: low.lng, lng1: high.lng };
    return { id, type: typeCode, lat, lng, ...square, ...window };
  });
  const rows = await tx.execute<Record<string, unknown>>(sql`
    select asked.id as "askedId", near.*
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (id uuid, type text,
      lat float8, lng float8, lat0 float8, lat1 float8, lng0 float8, lng1 float8,
      since timestamptz, at timestamptz)
    cross join lateral (
      select o.id, o.lat, o.lng, o.issued_at::text as at, i.id as incident
      -- By the place before all else: in a storm's hour there are thousands, but few in one street.
      from (select id, type_code, lat, lng, issued_at from work_order
        where ended_at is null and lat between asked.lat0 and asked.lat1
          and lng between asked.lng0 and asked.lng1 offset 0) o
      left join incident_order m on m.order_id = o.id and m.left_at is null
      left join incident i on i.id = m.incident_id and i.closed_at is null
      where o.type_code = asked.type and o.id <> asked.id
        and o.issued_at between asked.since and asked.at
        -- Of an incident that is over, only what was never part of it can begin another.
        and (m.id is null or i.id is not null)
      order by (o.lat - asked.lat) ^ 2 + (o.lng - asked.lng) ^ 2, i.id is null
      limit ${NEAREST}) as near`);
  const near = new Map<string, Neighbour[]>();
  for (const row of rows) {
    const askedId = row.askedId as string;
    const found = near.get(askedId) ?? [];
    near.set(askedId, found);
    found.push({
      id: row.id as string,
      lat: row.lat as number,
      lng: row.lng as number,
      issuedAt: parseInstant(row.at as string),
      incidentId: row.incident as string | null,
    });
  }
  return near;
}
