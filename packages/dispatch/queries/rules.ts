import { deadline } from '@1999/calendar';
import type { App } from '@1999/platform';
import { parseInstant } from '@1999/platform';
import { asc, desc, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type {
  CalendarPreview,
  CalendarView,
  PolicyView,
  PublishCalendarBody,
} from '../contract.ts';
import { calendarVersion } from '../io/current-rules.ts';
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
): Promise<z.infer<typeof CalendarPreview>> {
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
