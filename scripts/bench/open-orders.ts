import type { Sql } from 'postgres';
import type { Intake } from './one-intake.ts';

const AT_ONCE = 100_000;

export interface CaseWithoutOrder {
  readonly caseId: string;
  readonly matterId: string;
}

/**
 * Stores so many open cases like `template`'s, none of which has an order yet, at places all over
 * the city.
 */
export async function prepareCases(
  sql: Sql,
  template: Intake,
  count: number,
): Promise<CaseWithoutOrder[]> {
  return sql<CaseWithoutOrder[]>`
    with made as materialized (
      select gen_random_uuid() as case_id, gen_random_uuid() as matter_id, n
      from generate_series(1, ${count}::int) n),
    files as (
      insert into case_file
      select (jsonb_populate_record(c, jsonb_build_object(
        'id', made.case_id, 'number', 'A-TB-2998-' || lpad(made.n::text, 6, '0')))).*
      from made, case_file c where c.id = ${template.caseId}),
    matters as (
      insert into matter
      select (jsonb_populate_record(m, jsonb_build_object(
        'id', made.matter_id, 'case_id', made.case_id,
        'lat', 22.5 + random() * 0.5, 'lng', 120.25 + random() * 0.4))).*
      from made, work_order o join matter m on m.id = o.matter_id
      where o.id = ${template.orderId})
    select case_id as "caseId", matter_id as "matterId" from made`;
}

/**
 * Fills the tables with open orders like `template`, each with one clock that is due in the coming
 * hundred days, as if issued by the command; so that what is measured is measured among them.
 */
export async function fillOpenOrders(sql: Sql, template: Intake, count: number): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE) {
    const part = Math.min(AT_ONCE, count - done);
    await sql.begin(async (tx) => {
      // Foreign keys and triggers sleep meanwhile: every row is a copy of one that they have seen.
      await tx`set local session_replication_role = replica`;
      await tx`
        create temporary table made on commit drop as
        select gen_random_uuid() as id, gen_random_uuid() as matter_id, n,
          date_trunc('milliseconds', now()) + interval '1 day' + random() * interval '100 days' as due
        from generate_series(${done + 1}::int, ${done + part}::int) n`;
      await tx`
        insert into matter
        select (jsonb_populate_record(m, jsonb_build_object('id', made.matter_id))).*
        from made, work_order o join matter m on m.id = o.matter_id
        where o.id = ${template.orderId}`;
      await tx`
        insert into work_order
        select (jsonb_populate_record(o, jsonb_build_object('id', made.id, 'next_due_at', made.due,
          'matter_id', made.matter_id, 'number', 'INS999998' || lpad(made.n::text, 8, '0')))).*
        from made, work_order o where o.id = ${template.orderId}`;
      await tx`
        insert into order_clock
        select (jsonb_populate_record(k, jsonb_build_object('id', gen_random_uuid(),
          'order_id', made.id, 'due_at', made.due, 'next_at', made.due + interval '1 millisecond',
          'warn_at', '[]'::jsonb, 'warn_percents', '[]'::jsonb))).*
        from made, order_clock k where k.order_id = ${template.orderId} and k.kind = 'handle'`;
    });
  }
  // As they lie in a city where they came one by one: else all of it would be tidied up meanwhile.
  await sql`vacuum (analyze) matter, work_order, order_clock`;
  await sql`checkpoint`;
}
