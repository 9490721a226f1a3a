import { parseInstant, type Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { PastOrder } from '../domain/risk/features.ts';
import { dayOffs } from './day-offs.ts';

const HISTORY_DAYS = 365;

type Row = Omit<PastOrder, 'startedAt' | 'dueAt' | 'dayOff'> & {
  startedAt: string;
  dueAt: string;
} & Record<string, unknown>;

/**
 * A year of orders whose clock has come due, each as it was known when it began: one for every
 * cycle, with its handling clock, or without one the clock that was due last. Only what was due by
 * `now` counts, met early or not, so that quick successes do not come in before slow failures. What
 * was stopped in time was neither met nor missed, and a duplicate goes with its parent: both are
 * left out, and so is what stands still.
 */
export async function pastOrders(reader: Reader, now: Temporal.Instant): Promise<PastOrder[]> {
  const from = now.subtract({ hours: 24 * HISTORY_DAYS }).toString();
  const [rows, isDayOff] = await Promise.all([
    reader.execute<Row>(sql`
    with target as materialized (
      select distinct on (k.order_id, k.cycle) k.*
      from order_clock k
      where k.started_at >= ${from}::timestamptz and k.kind not in ('ruling', 'petition')
      order by k.order_id, k.cycle, (k.kind = 'handle') desc,
        coalesce(k.original_due_at, k.due_at) desc, k.id),
    past as materialized (
      select k.id, k.started_at, k.due_at, k.danger, o.type_code, o.district_code, h.agency_id,
        (k.breached_at is not null or k.met_at is null) as missed
      from target k
      join work_order o on o.id = k.order_id and o.parent_id is null
        and o.closing_ground is distinct from 'merged'
      cross join lateral (
        select h.agency_id from order_holding h
        where h.order_id = k.order_id and h.from_at = k.started_at
        order by h.to_at nulls last limit 1) h
      where k.due_at < ${now.toString()}::timestamptz
        and (k.breached_at is not null
          or (k.stopped_at is null and k.paused_at is null and k.merged_at is null))),
    steps as (
      select agency_id, from_at as at, 1 as step, null::uuid as clock_id from order_holding
      union all
      select agency_id, to_at, -1, null from order_holding where to_at is not null
      union all
      select agency_id, started_at, 0, id from past),
    counted as (
      select clock_id, coalesce(sum(step) over (partition by agency_id order by at
        range between unbounded preceding and interval '1 microsecond' preceding), 0)::int as load
      from steps)
    select p.started_at::text as "startedAt", p.due_at::text as "dueAt", p.danger, p.missed,
      p.type_code as "typeCode", p.district_code as "districtCode", p.agency_id as "agencyId", c.load
    from past p join counted c on c.clock_id = p.id
    order by p.started_at, p.id`),
    dayOffs(reader),
  ]);
  return [...rows].map((row) => {
    const startedAt = parseInstant(row.startedAt);
    return { ...row, startedAt, dueAt: parseInstant(row.dueAt), dayOff: isDayOff(startedAt) };
  });
}
