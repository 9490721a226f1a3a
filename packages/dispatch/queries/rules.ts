import { deadline } from '@1999/calendar';
import type { App } from '@1999/platform';
import { parseInstant } from '@1999/platform';
import { asc, desc, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type {
  AmendPolicyBody,
  CalendarView,
  PolicyView,
  PublishCalendarBody,
  RulePreview,
  VerificationRuleView,
} from '../contract.ts';
import { calendarOf, choosePolicy, type Policy } from '../domain/policy.ts';
import { calendarVersion, currentRules } from '../io/current-rules.ts';
import { refuseUnknownRule } from '../io/refuse-unknown-rule.ts';
import { calendars, policies } from '../io/tables.ts';

/** Every version of every policy; of each rule the one in force is marked. */
export async function listPolicies(app: App): Promise<PolicyView[]> {
  const now = app.clock.now();
  const rows = await app.db
    .select()
    .from(policies)
    .orderBy(
      desc(policies.danger),
      asc(policies.kind),
      sql`${policies.typeCode} nulls first, ${policies.districtCode} nulls first,
        ${policies.timeFrom} nulls first`,
      desc(policies.version),
    );
  const inForce = new Map<string, string>();
  for (const row of rows) {
    const begun = Temporal.Instant.compare(row.validFrom, now) <= 0;
    const over = row.validTo && Temporal.Instant.compare(row.validTo, now) <= 0;
    const key = ruleKey(row);
    if (begun && !over && !inForce.has(key)) inForce.set(key, row.id);
  }
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    danger: row.danger,
    typeCode: row.typeCode,
    districtCode: row.districtCode,
    time:
      row.timeFrom && row.timeTo
        ? { from: row.timeFrom.slice(0, 5), to: row.timeTo.slice(0, 5) }
        : null,
    version: row.version,
    withinSeconds: row.withinSeconds,
    calendar: row.calendar,
    warnPercents: row.warnPercents,
    ladder: row.ladder,
    assumed: row.assumed,
    validFrom: row.validFrom.toString(),
    current: inForce.get(ruleKey(row)) === row.id,
  }));
}

function ruleKey(row: typeof policies.$inferSelect): string {
  const { kind, danger, typeCode, districtCode, timeFrom, timeTo } = row;
  return JSON.stringify([kind, danger, typeCode, districtCode, timeFrom, timeTo]);
}

/** The newest version of each working calendar, with how many clocks run on it. */
export async function listCalendars(app: App): Promise<CalendarView[]> {
  const rows = await app.db
    .selectDistinctOn([calendars.code])
    .from(calendars)
    .orderBy(asc(calendars.code), desc(calendars.version));
  const open = await app.sql<{ code: string; n: number }[]>`
    select calendar_code as code, count(*)::int as n from order_clock
    where calendar_version is not null and met_at is null and stopped_at is null
      and breached_at is null
    group by 1`;
  return rows.map(({ code, version, publishedAt, week, dates }) => ({
    code,
    version,
    publishedAt: publishedAt.toString(),
    week,
    dates,
    openClocks: open.find((one) => one.code === code)?.n ?? 0,
  }));
}

/**
 * What publishing a calendar would change: how many open clocks run on it, and how many would be
 * due earlier or later. Counted by rule alone; pauses and extensions come on top.
 */
export async function previewCalendar(
  app: App,
  { code, basedOn, week, dates }: z.output<typeof PublishCalendarBody>,
): Promise<RulePreview> {
  const [before] = await app.db
    .select()
    .from(calendars)
    .where(sql`${calendars.code} = ${code} and ${calendars.version} = ${basedOn}`);
  const open = await app.sql<{ at: string; seconds: number; n: number }[]>`
    select c.started_at::text as at, p.within_seconds as seconds, count(*)::int as n
    from order_clock c join dispatch_policy p on p.id = c.policy_id
    where c.calendar_code = ${code} and c.met_at is null and c.stopped_at is null
      and c.breached_at is null
    group by 1, 2`;
  const after = calendarVersion({ code, version: basedOn + 1, week, dates }).calendar;
  const preview = { openClocks: 0, earlier: 0, later: 0 };
  for (const { at, seconds, n } of open) {
    preview.openClocks += n;
    if (!before) continue;
    const dueBy = (calendar: typeof after) =>
      deadline(calendar, parseInstant(at), seconds * 1000, []).dueAt;
    const moved = Temporal.Instant.compare(dueBy(after), dueBy(calendarVersion(before).calendar));
    if (moved < 0) preview.earlier += n;
    if (moved > 0) preview.later += n;
  }
  return preview;
}

/**
 * What amending a rule for open orders too would change: how many open clocks it would be the rule
 * of, and how many would be due earlier or later. Counted by rule alone; pauses and extensions come
 * on top.
 * @throws Invalid for a type, district or calendar that does not exist.
 */
export async function previewPolicy(
  app: App,
  body: z.output<typeof AmendPolicyBody>,
): Promise<RulePreview> {
  const { kind, danger, typeCode, districtCode, time } = body;
  await refuseUnknownRule(app.db, body);
  const rules = await currentRules(app.db);
  const preview = { openClocks: 0, earlier: 0, later: 0 };
  const amended: Policy = {
    ...body,
    id: 'amended',
    timeFrom: time?.from ?? null,
    timeTo: time?.to ?? null,
    version: Number.MAX_SAFE_INTEGER,
    validFrom: app.clock.now(),
    validTo: null,
  };
  const open = await app.sql<Running[]>`
    select c.policy_id as "policyId", c.started_at::text as at, o.type_code as "typeCode",
      o.district_code as "districtCode", count(*)::int as n
    from order_clock c join work_order o on o.id = c.order_id
    where c.kind = ${kind} and o.danger = ${danger} and c.met_at is null
      and c.stopped_at is null and c.breached_at is null
      and (${typeCode}::text is null or o.type_code = ${typeCode})
      and (${districtCode}::text is null or o.district_code = ${districtCode})
    group by 1, 2, 3, 4`;
  for (const { policyId, at, n, ...order } of open) {
    const startedAt = parseInstant(at);
    const held = rules.policies.filter(({ id }) => id === policyId);
    const chosen = choosePolicy([...held, amended], kind, { ...order, danger }, startedAt);
    if (chosen !== amended) continue;
    preview.openClocks += n;
    const [before] = held;
    if (!before) continue;
    const dueBy = ({ calendar, withinSeconds }: Policy) =>
      deadline(calendarOf(rules, calendar).calendar, startedAt, withinSeconds * 1000, []).dueAt;
    const moved = Temporal.Instant.compare(dueBy(amended), dueBy(before));
    if (moved < 0) preview.earlier += n;
    if (moved > 0) preview.later += n;
  }
  return preview;
}

/** Of every type whether its reports must be confirmed, as its newest rule says. */
export async function listVerificationRules(app: App): Promise<VerificationRuleView[]> {
  const rows = await app.sql<VerificationRuleView[]>`
    select t.code as "typeCode", coalesce(r.version, 0) as version,
      coalesce(r.required, false) as required
    from matter_type t left join lateral (
      select version, required from verification_rule v where v.type_code = t.code
      order by version desc limit 1) r on true
    order by t.code`;
  return [...rows];
}

/** Open clocks of one rule that began together for one type and district. */
interface Running {
  readonly policyId: string;
  readonly at: string;
  readonly typeCode: string;
  readonly districtCode: string;
  readonly n: number;
}
