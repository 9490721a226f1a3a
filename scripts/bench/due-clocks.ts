import type { Sql } from 'postgres';
import { pause } from './bench.ts';
import type { Intake } from './one-intake.ts';

const KINDS = ['acknowledge', 'arrive', 'handle', 'reportBack'] as const;
const LEAD_MS = 1_500;
const RECORDED_WITHIN_MS = 30_000;

/** Clocks of open orders that will all come due without anybody doing anything about it. */
export interface DueClocks {
  readonly count: number;
  /** The time between two due times. */
  readonly everyMs: number;
}

/**
 * Stores clocks that come due one every `everyMs`, beginning in a moment: orders like `template`,
 * every second one a danger, each with a clock of every kind; all at one instant when `everyMs` is 0. They stand in the tables as if issued
 * by the command. Resolves with how late (ms) each breach was recorded, once all are.
 */
export async function letComeDue(
  sql: Sql,
  template: Intake,
  { count, everyMs }: DueClocks,
): Promise<{ lateMs: number[]; dangerLateMs: number[]; from: Date }> {
  const mark = crypto.randomUUID();
  await sql`
    insert into matter
    select (jsonb_populate_record(m, jsonb_build_object(
      'id', gen_random_uuid(), 'village', ${mark}::text || n))).*
    from work_order o join matter m on m.id = o.matter_id,
      generate_series(1, ${Math.ceil(count / KINDS.length)}::int) n
    where o.id = ${template.orderId}`;
  await sql`
    insert into work_order
    select (jsonb_populate_record(o, jsonb_build_object(
      'id', gen_random_uuid(), 'matter_id', m.id, 'danger', n % 2 = 0,
      'number', 'INS999999' || lpad(nextval('work_order_number')::text, 6, '0')))).*
    from work_order o,
      (select id, row_number() over () n from matter where village like ${`${mark}%`}) m
    where o.id = ${template.orderId}`;
  const [first] = await sql<{ at: Date }[]>`
    with made as (
      select o.id, o.danger, k.kind, k.policy_id,
        row_number() over (order by o.number, k.kind) - 1 as nth
      from work_order o join matter m on m.id = o.matter_id and m.village like ${`${mark}%`}
      join order_clock k on k.order_id = ${template.orderId}),
    moments as (
      select made.*, date_trunc('milliseconds', now())
        + make_interval(secs => (${LEAD_MS}::float8 + nth * ${everyMs}::float8) / 1000) as due_at
      from made where nth < ${count}),
    stored as (
      insert into order_clock (id, order_id, kind, policy_id, danger, started_at, due_at,
        warn_percents, warn_at, next_at)
      select gen_random_uuid(), id, kind, policy_id, danger, now(), due_at, '{}', '{}',
        due_at + interval '1 millisecond'
      from moments)
    select min(due_at) as at from moments`;
  // Nobody looks meanwhile: on two cores the looking would be measured too.
  await pause(LEAD_MS + count * everyMs);
  const until = performance.now() + RECORDED_WITHIN_MS;
  for (;;) {
    await pause(250);
    const late = await sql<{ ms: number | null; danger: boolean }[]>`
      select k.danger, extract(epoch from k.recorded_at - k.due_at)::float8 * 1000 as ms
      from order_clock k join work_order o on o.id = k.order_id
      join matter m on m.id = o.matter_id and m.village like ${`${mark}%`}`;
    const lateMs = late.flatMap(({ ms }) => (ms === null ? [] : [ms]));
    if (lateMs.length === count) {
      const dangers = late.filter(({ danger }) => danger).map(({ ms }) => ms as number);
      return { lateMs, dangerLateMs: dangers, from: first?.at as Date };
    }
    if (performance.now() > until) {
      throw new Error(`of ${count} breaches only ${lateMs.length} were recorded`);
    }
  }
}
