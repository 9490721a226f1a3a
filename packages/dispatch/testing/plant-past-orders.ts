import type { Sql } from 'postgres';

/** One past order to be told of: who had it, when it began, and whether it missed its clocks. */
export interface PlantedOrder {
  readonly typeCode: string;
  readonly agencyId: string;
  readonly districtCode?: string;
  readonly danger?: boolean;
  readonly startedAt: Temporal.Instant;
  readonly missed: boolean;
}

const WITHIN_HOURS = 4;

/**
 * Writes closed orders into the owner's database as if they had been issued and closed by commands:
 * copies of the order `templateId`, each with one handling clock of four hours, ended after two or
 * six. For histories that are too long to live through.
 */
export async function plantPastOrders(
  owner: Sql,
  templateId: string,
  orders: readonly PlantedOrder[],
): Promise<void> {
  const rows = orders.map((order) => ({
    type: order.typeCode,
    agency: order.agencyId,
    district: order.districtCode ?? null,
    danger: order.danger ?? false,
    started: order.startedAt.toString(),
    due: order.startedAt.add({ hours: WITHIN_HOURS }).toString(),
    ended: order.startedAt.add({ hours: order.missed ? 6 : 2 }).toString(),
    missed: order.missed,
  }));
  await owner.begin(async (tx) => {
    // Foreign keys and triggers sleep meanwhile: every row is a copy of one that they have seen.
    await tx`set local session_replication_role = replica`;
    await tx`
      create temporary table planted on commit drop as
      select gen_random_uuid() as id, told.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as told (type text,
        agency uuid, district text, danger boolean, started timestamptz, due timestamptz,
        ended timestamptz, missed boolean)`;
    await tx`
      insert into work_order
      select (jsonb_populate_record(o, jsonb_build_object('id', p.id,
        'number', 'INS999997' || lpad(nextval('work_order_number')::text, 8, '0'), 'type_code', p.type,
        'agency_id', p.agency, 'district_code', coalesce(p.district, o.district_code),
        'danger', p.danger, 'state', 'closed', 'closing_ground', 'report', 'issued_at', p.started,
        'ended_at', p.ended, 'next_due_at', null, 'parent_id', null, 'attached_at', null))).*
      from planted p, work_order o where o.id = ${templateId}`;
    await tx`
      insert into order_holding (order_id, agency_id, from_at, to_at)
      select id, agency, started, ended from planted`;
    await tx`
      insert into order_clock (id, order_id, kind, policy_id, danger, started_at, due_at,
        warn_percents, warn_at, met_at, breached_at, recorded_at)
      select gen_random_uuid(), p.id, 'handle', k.policy_id, p.danger, p.started, p.due, '{}', '{}',
        p.ended, case when p.missed then p.due end,
        case when p.missed then p.due + interval '5 milliseconds' end
      from planted p, order_clock k where k.order_id = ${templateId} and k.kind = 'handle'`;
  });
}
