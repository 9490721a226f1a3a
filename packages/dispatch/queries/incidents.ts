import { type App, instantText, NotFound } from '@1999/platform';
import { type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type {
  IncidentRow,
  IncidentRuleView,
  IncidentsQuery,
  IncidentView,
  SurgeView,
} from '../contract.ts';
import { orderRows } from './order-rows.ts';

/** More orders of one incident than a page can show are left off; its numbers count them all. */
const MOST_ORDERS = 500;

/** Incidents: the open ones by what is due next, closed ones by when. */
export function listIncidents(
  app: App,
  { state, limit }: z.output<typeof IncidentsQuery>,
): Promise<IncidentRow[]> {
  return state === 'open'
    ? incidentRows(app, sql`i.closed_at is null`, sql`"nextDueAt" nulls last, i.id`, limit)
    : incidentRows(app, sql`i.closed_at is not null`, sql`i.closed_at desc, i.id`, limit);
}

/** One incident with its orders, the first reported first. @throws NotFound */
export async function incidentView(app: App, incidentId: string): Promise<IncidentView> {
  const [row] = await incidentRows(app, sql`i.id = ${incidentId}`, sql`i.id`, 1);
  if (!row) throw new NotFound();
  const members = await orderRows(app.db, app.clock.now(), {
    where: sql`o.id in (select order_id from incident_order
      where incident_id = ${incidentId} and left_at is null)`,
    orderBy: sql`o.issued_at, o.id`,
    limit: MOST_ORDERS,
  });
  return { ...row, members };
}

async function incidentRows(
  app: App,
  where: SQL,
  orderBy: SQL,
  limit: number,
): Promise<IncidentRow[]> {
  const rows = await app.db.execute<IncidentRow & Record<string, unknown>>(sql`
    select i.id, i.type_code as "typeCode", t.name_zh as "typeZh", t.name_en as "typeEn",
      i.district_code as "districtCode", d.name_zh as "districtZh", d.name_en as "districtEn",
      i.opened_at::text as "openedAt", i.closed_at::text as "closedAt", n.*
    from incident i
    join matter_type t on t.code = i.type_code
    join district d on d.code = i.district_code
    cross join lateral (
      select avg(o.lat) as lat, avg(o.lng) as lng, coalesce(bool_or(o.danger), false) as danger,
        count(*)::int as orders, count(distinct o.citizen_id)::int as reporters,
        count(*) filter (where o.ended_at is null)::int as "openOrders",
        count(*) filter (where o.ended_at is null and o.parent_id is not null)::int as attached,
        min(o.next_due_at)::text as "nextDueAt"
      from incident_order m join work_order o on o.id = m.order_id
      where m.incident_id = i.id and m.left_at is null) n
    where ${where} order by ${orderBy} limit ${limit}`);
  return [...rows].map((row) => ({
    ...row,
    openedAt: instantText(row.openedAt),
    closedAt: row.closedAt && instantText(row.closedAt),
    nextDueAt: row.nextDueAt && instantText(row.nextDueAt),
  }));
}

/** The surges that hold now, the largest first. */
export async function openSurges(app: App): Promise<SurgeView[]> {
  const rows = await app.sql<SurgeView[]>`
    select s.id, s.type_code as "typeCode", t.name_zh as "typeZh", t.name_en as "typeEn",
      s.district_code as "districtCode", d.name_zh as "districtZh", d.name_en as "districtEn",
      s.from_at::text as "fromAt", s.held_at::text as "heldAt", s.orders, s.minutes
    from surge s
    join matter_type t on t.code = s.type_code
    join district d on d.code = s.district_code
    where s.ended_at is null order by s.orders desc, s.id`;
  return rows.map((row) => ({
    ...row,
    fromAt: instantText(row.fromAt),
    heldAt: instantText(row.heldAt),
  }));
}

/** The newest version of each type's rule, the general one first. */
export async function incidentRuleViews(app: App): Promise<IncidentRuleView[]> {
  const rows = await app.sql<IncidentRuleView[]>`
    select distinct on (type_code) id, type_code as "typeCode", version, metres, minutes,
      surge_orders as "surgeOrders", surge_minutes as "surgeMinutes", assumed
    from incident_rule order by type_code nulls first, version desc`;
  return [...rows];
}
