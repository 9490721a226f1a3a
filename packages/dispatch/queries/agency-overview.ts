import type { App, Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { AgencyOverview, MonthFigures } from '../contract/agency.ts';
import { onTimeRate } from '../contract/on-time-rate.ts';

const ZONE = 'Asia/Taipei';

/** An agency's head sees its own orders by state and clock, and this month beside the last. */
export async function agencyOverview(app: App, agencyId: string): Promise<AgencyOverview> {
  const now = app.clock.now();
  const today = now.toZonedDateTimeISO(ZONE);
  const first = today.with({ day: 1 }).startOfDay();
  const before = first.subtract({ months: 1 });
  return {
    at: now.toString(),
    open: await openByState(app.db, agencyId, now),
    thisMonth: await monthOf(app.db, agencyId, first.toInstant(), now),
    lastMonth: await monthOf(app.db, agencyId, before.toInstant(), first.toInstant()),
  };
}

async function openByState(reader: Reader, agencyId: string, now: Temporal.Instant) {
  const rows = await reader.execute<AgencyOverview['open'][number] & Record<string, unknown>>(sql`
    select o.state,
      count(*) filter (where not c.overdue and not c.warned)::int as "onTrack",
      count(*) filter (where not c.overdue and c.warned)::int as warned,
      count(*) filter (where c.overdue)::int as overdue
    from work_order o cross join lateral (
      select coalesce(bool_or(k.due_at < ${now.toString()}), false) as overdue,
        coalesce(bool_or(k.warned_percent is not null), false) as warned
      from order_clock k
      where k.order_id = o.id and k.met_at is null and k.stopped_at is null) c
    where o.agency_id = ${agencyId} and o.ended_at is null
    group by o.state order by min(o.issued_at)`);
  return [...rows].map(({ state, onTrack, warned, overdue }) => ({
    state,
    onTrack,
    warned,
    overdue,
  }));
}

async function monthOf(
  reader: Reader,
  agencyId: string,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Promise<MonthFigures> {
  const [start, end] = [from.toString(), until.toString()];
  const [row] = await reader.execute<
    Omit<MonthFigures, 'from' | 'until' | 'onTimeRate'> & Record<string, unknown>
  >(sql`
    select
      (select count(*)::int from work_order o where o.agency_id = ${agencyId}
        and o.issued_at >= ${start} and o.issued_at < ${end}) as issued,
      (select count(*)::int from work_order o where o.agency_id = ${agencyId}
        and o.state = 'closed' and o.ended_at >= ${start} and o.ended_at < ${end}) as closed,
      (select count(*)::int from work_order o where o.agency_id = ${agencyId}
        and o.state = 'closed' and o.ended_at >= ${start} and o.ended_at < ${end}
        and not exists (select from order_clock k
          where k.order_id = o.id and k.breached_at is not null)) as "closedOnTime",
      (select count(*)::int from work_order o where o.agency_id = ${agencyId}
        and o.issued_at < ${end} and (o.ended_at is null or o.ended_at >= ${end})
        and exists (select from order_clock k where k.order_id = o.id and k.due_at < ${end}
          and coalesce(k.met_at, k.stopped_at, 'infinity') >= ${end})) as "openOverdue",
      (select count(*)::int from order_return r where r.agency_id = ${agencyId}
        and r.at >= ${start} and r.at < ${end}) as returned,
      (select count(*)::int from order_extension e join work_order o on o.id = e.order_id
        where o.agency_id = ${agencyId}
        and e.asked_at >= ${start} and e.asked_at < ${end}) as "extensionsAsked",
      (select count(*)::int from order_extension e join work_order o on o.id = e.order_id
        where o.agency_id = ${agencyId} and e.decision = 'granted'
        and e.decided_at >= ${start} and e.decided_at < ${end}) as "extensionsGranted"`);
  if (!row) throw new Error('an aggregate always has its row');
  return { ...row, from: start, until: end, onTimeRate: onTimeRate(row) };
}
