import type { Sql } from 'postgres';
import type { Board, BoardOrder } from '../contract.ts';
import { wireInstant } from './wire-instant.ts';

const NEAREST = 50;

/**
 * Open orders by the state of the clock that is due next. Derived from the due times at `now`, so
 * the figures are right even while no sweeper runs.
 */
export async function boardOrders(
  sql: Sql,
  now: Temporal.Instant,
): Promise<Omit<Board['orders'], 'nearest'>> {
  const at = now.toString();
  const [row] = await sql<
    {
      open: number;
      overdue: number;
      nearly_due: number;
      half_gone: number;
      on_track: number;
      no_clock: number;
    }[]
  >`with next as (
      select o.id, c.started_at, c.due_at,
        extract(epoch from ${at}::timestamptz - c.started_at)
          / extract(epoch from c.due_at - c.started_at) as gone
      from work_order o
      left join lateral (
        select started_at, due_at from order_clock
        where order_id = o.id and met_at is null and stopped_at is null
          and paused_at is null and merged_at is null
        order by due_at limit 1
      ) c on true
      where o.ended_at is null
    )
    select count(*)::int as open,
      count(*) filter (where due_at < ${at}::timestamptz)::int as overdue,
      count(*) filter (where due_at >= ${at}::timestamptz and gone >= 0.9)::int as nearly_due,
      count(*) filter (where gone >= 0.5 and gone < 0.9)::int as half_gone,
      count(*) filter (where gone < 0.5)::int as on_track,
      count(*) filter (where due_at is null)::int as no_clock
    from next`;
  return {
    open: row?.open ?? 0,
    byClockState: {
      overdue: row?.overdue ?? 0,
      nearlyDue: row?.nearly_due ?? 0,
      halfGone: row?.half_gone ?? 0,
      onTrack: row?.on_track ?? 0,
      noClock: row?.no_clock ?? 0,
    },
  };
}

/** The open orders nearest their deadline, overdue first. */
export async function nearestOrders(sql: Sql): Promise<BoardOrder[]> {
  const rows = await sql<
    {
      id: string;
      number: string;
      danger: boolean;
      state: string;
      agency_id: string;
      type_zh: string;
      type_en: string;
      district_zh: string;
      district_en: string;
      agency_zh: string;
      agency_en: string;
      kind: string | null;
      started_at: string | null;
      due_at: string | null;
    }[]
  >`select o.id, o.number, o.danger, o.state, o.agency_id,
      t.name_zh as type_zh, t.name_en as type_en, d.name_zh as district_zh,
      d.name_en as district_en, a.name_zh as agency_zh, a.name_en as agency_en,
      c.kind, c.started_at::text, c.due_at::text
    from (
      select * from work_order where ended_at is null order by next_due_at nulls last limit ${NEAREST}
    ) o
    join matter_type t on t.code = o.type_code
    join district d on d.code = o.district_code
    join agency a on a.id = o.agency_id
    left join lateral (
      select kind, started_at, due_at from order_clock
      where order_id = o.id and met_at is null and stopped_at is null
          and paused_at is null and merged_at is null
      order by due_at limit 1
    ) c on true
    order by c.due_at nulls last, o.danger desc, o.id`;
  return rows.map((row) => ({
    orderId: row.id,
    number: row.number,
    typeNameZh: row.type_zh,
    typeNameEn: row.type_en,
    danger: row.danger,
    districtNameZh: row.district_zh,
    districtNameEn: row.district_en,
    agencyId: row.agency_id,
    agencyNameZh: row.agency_zh,
    agencyNameEn: row.agency_en,
    state: row.state,
    clock: row.kind,
    startedAt: wireInstant(row.started_at),
    dueAt: wireInstant(row.due_at),
  }));
}
