import { type CommandContext, command, newId, parseInstant } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { IncidentRule } from '../domain/incident.ts';
import { followSurge, type SurgeNews } from '../domain/surge.ts';
import { incidentRules } from '../io/incident-rules.ts';
import { surges } from '../io/tables.ts';

const WatchSurges = z.strictObject({ orderIds: z.array(Id) });

/** The new orders of one type in one district. */
interface Here {
  readonly typeCode: string;
  readonly districtCode: string;
  readonly orderIds: readonly string[];
  /** When each was issued, in the order of time. */
  readonly issued: readonly Temporal.Instant[];
}

/** Counts new orders towards surges of their types in their districts, and raises or ends none twice. */
export const watchSurges = command(
  'order.watchSurges',
  WatchSurges,
  async (context, { orderIds }) => {
    const rows = await context.tx.execute<{
      typeCode: string;
      districtCode: string;
      orderIds: string[];
      issued: string[];
    }>(sql`
      select type_code as "typeCode", district_code as "districtCode",
        array_agg(id order by issued_at, id) as "orderIds",
        array_agg(issued_at::text order by issued_at, id) as issued
      from work_order where id = any(${sql.param(orderIds)}::uuid[])
      group by type_code, district_code order by type_code, district_code`);
    const ruleOf = await incidentRules(context.tx);
    for (const row of rows) {
      const here = { ...row, issued: row.issued.map(parseInstant) };
      await watch(context, here, ruleOf(row.typeCode));
    }
  },
);

async function watch(context: CommandContext, here: Here, rule: IncidentRule): Promise<void> {
  const { tx } = context;
  const { typeCode, districtCode, issued } = here;
  const isOpenHere = and(
    eq(surges.typeCode, typeCode),
    eq(surges.districtCode, districtCode),
    isNull(surges.endedAt),
  );
  const [[open], earlier] = await Promise.all([
    tx.select().from(surges).where(isOpenHere).for('no key update'),
    ordersBefore(context, here, rule),
  ]);
  const { surge, news } = followSurge(open ?? null, issued, earlier, rule);
  if (!surge || surge === open) return;
  const id = open?.id ?? newId();
  const { heldAt, endsAt, orders, alarmedOrders } = surge;
  await (open
    ? tx.update(surges).set({ heldAt, endsAt, orders, alarmedOrders }).where(eq(surges.id, id))
    : tx.insert(surges).values({ ...surge, id, typeCode, districtCode, endedAt: null }));
  await tell(context, id, here, news, surge.minutes);
}

async function ordersBefore(
  { tx }: CommandContext,
  { typeCode, districtCode, orderIds, issued }: Here,
  { surgeOrders, surgeMinutes }: IncidentRule,
): Promise<Temporal.Instant[]> {
  const [first] = issued;
  if (!first) return [];
  const rows = await tx.execute<{ at: string }>(sql`
    select issued_at::text as at from work_order
    where type_code = ${typeCode} and district_code = ${districtCode}
      and issued_at > ${first.subtract({ minutes: surgeMinutes }).toString()}
      and issued_at <= ${first.toString()} and id <> all(${sql.param(orderIds)}::uuid[])
    order by issued_at desc limit ${surgeOrders}`);
  return [...rows].map(({ at }) => parseInstant(at)).reverse();
}

async function tell(
  { journal }: CommandContext,
  subjectId: string,
  { typeCode, districtCode }: Here,
  news: readonly SurgeNews[],
  minutes: number,
): Promise<void> {
  for (const { step, orders } of news) {
    await journal({
      subjectType: 'surge',
      subjectId,
      type: `surge.${step}`,
      payload: { typeCode, districtCode, orders, minutes },
    });
  }
}
