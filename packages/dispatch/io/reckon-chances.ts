import { parseInstant, type Tx } from '@1999/platform';
import { type SQL, sql } from 'drizzle-orm';
import {
  type Coefficients,
  chanceOf,
  type IssueFacts,
  MOST_LOAD,
} from '../domain/risk/features.ts';
import { dayOffs } from './day-offs.ts';

/** The newest model, when it is on. */
export interface ModelInForce {
  readonly id: string;
  readonly coefficients: Coefficients;
  readonly isDayOff: (at: Temporal.Instant) => boolean;
}

/** The newest model and what it needs to know besides; null while it is off. */
export async function modelInForce(tx: Tx): Promise<ModelInForce | null> {
  const [newest] = await tx.execute<{ id: string; coefficients: Coefficients | null }>(sql`
    select id, coefficients from risk_model order by trained_at desc, id desc limit 1`);
  if (!newest?.coefficients) return null;
  const { id, coefficients } = newest;
  return { id, coefficients, isDayOff: await dayOffs(tx) };
}

type Found = Omit<IssueFacts, 'startedAt' | 'dayOff'> & {
  orderId: string;
  cycle: number;
  clockId: string;
  startedAt: string;
} & Record<string, unknown>;

/**
 * Stores the chance of open orders by this model, from what was known when their cycle began; what a
 * newer model has said stays. `which` speaks of `o`, the order. Returns the orders' ids, ascending.
 */
export async function reckonChances(
  tx: Tx,
  model: ModelInForce,
  which: SQL,
  limit = 1,
): Promise<string[]> {
  const found = await tx.execute<Found>(sql`
    select o.id as "orderId", o.cycle, k.id as "clockId", k.started_at::text as "startedAt",
      o.type_code as "typeCode", o.district_code as "districtCode", o.danger,
      h.agency_id as "agencyId",
      (select count(*)::int from (
        select from order_holding b where b.agency_id = h.agency_id and b.from_at < k.started_at
          and (b.to_at is null or b.to_at >= k.started_at) limit ${MOST_LOAD}) busy) as load
    from (select * from work_order o where o.ended_at is null and ${which}
      order by o.id limit ${limit}) o
    cross join lateral (
      select k.id, k.started_at from order_clock k
      where k.order_id = o.id and k.cycle = o.cycle and k.kind not in ('ruling', 'petition')
      order by (k.kind = 'handle') desc, coalesce(k.original_due_at, k.due_at) desc, k.id
      limit 1) k
    cross join lateral (
      select h.agency_id from order_holding h
      where h.order_id = o.id and h.from_at = k.started_at
      order by h.to_at nulls last limit 1) h
    order by o.id`);
  const chances = [...found].map(({ orderId, cycle, clockId, startedAt, ...facts }) => {
    const at = parseInstant(startedAt);
    const known = { ...facts, startedAt: at, dayOff: model.isDayOff(at) } as IssueFacts;
    return { orderId, cycle, clockId, chance: chanceOf(model.coefficients, known) };
  });
  if (chances.length === 0) return [];
  await tx.execute(sql`
    insert into order_risk (order_id, cycle, clock_id, model_id, chance)
    select "orderId", cycle, "clockId", ${model.id}::uuid, chance
    from jsonb_to_recordset(${JSON.stringify(chances)}::jsonb)
      as told ("orderId" uuid, cycle smallint, "clockId" uuid, chance double precision)
    on conflict (order_id) do update set cycle = excluded.cycle, clock_id = excluded.clock_id,
      model_id = excluded.model_id, chance = excluded.chance
    where order_risk.cycle < excluded.cycle or order_risk.model_id <= excluded.model_id`);
  return chances.map(({ orderId }) => orderId);
}
