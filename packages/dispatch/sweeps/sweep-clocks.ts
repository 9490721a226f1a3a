import {
  type App,
  type CommandContext,
  instantText,
  inTransaction,
  newId,
  type Sweep,
} from '@1999/platform';
import { type SQL, sql } from 'drizzle-orm';
import type { ClockKind } from '../contract.ts';
import { clockEntry } from '../io/journal-entries.ts';

/**
 * In the statement's own text, as the moment below is looked up by a query of its own: a value that
 * PostgreSQL could plan by makes it plan each time anew.
 */
const BATCH = sql.raw('500');

interface DueClock extends Record<string, unknown> {
  readonly id: string;
  readonly orderId: string;
  readonly kind: ClockKind;
  readonly danger: boolean;
  readonly dueAt: string;
  readonly breached: boolean;
  readonly percent: number | null;
  readonly caseId: string;
  readonly agencyId: string;
}

/**
 * Records what the clocks' due times have brought: warnings, and breaches with `breached_at` at the
 * due time (invariant I7). Woken for the next due moment; any number of processes may sweep at once.
 */
export const sweepClocks: Sweep = {
  name: 'dispatch.clocks',
  nextDue: `
    select least(
      (select min(next_at) from order_clock where danger and next_at is not null),
      (select min(next_at) from order_clock where not danger and next_at is not null))`,
  run: async (app) => (app.clock.suspect ? 0 : sweepBatch(app)),
};

function sweepBatch(app: App): Promise<number> {
  return inTransaction(
    { app, actor: { kind: 'system', id: 'dispatch.clocks' } },
    async (context) => {
      const due = await claimDue(context);
      await context.journal(
        ...due.map((clock) =>
          clock.breached
            ? clockEntry(clock, clock, 'breached', { dueAt: instantText(clock.dueAt) })
            : clockEntry(clock, clock, 'warned', { percent: clock.percent }),
        ),
      );
      context.atEnd(() => telling(context.now, due));
      return due.length;
    },
  );
}

/**
 * Claims what is due and decides it, in one statement: dangers first, then the rest, each the
 * earliest first. What another sweep or a command holds is left to it. A clock several of whose
 * moments have passed, after an outage, gets the last of them only.
 */
async function claimDue({ tx, now }: CommandContext): Promise<DueClock[]> {
  const rows = await tx.execute<DueClock>(sql`
    with this as materialized (select ${now.toString()}::timestamptz as moment),
    dangers as materialized (
      select id from order_clock where danger and next_at <= (select moment from this)
      order by next_at limit ${BATCH} for update skip locked),
    others as materialized (
      select id from order_clock where not danger and next_at <= (select moment from this)
      order by next_at limit ${BATCH} - (select count(*) from dangers) for update skip locked)
    update order_clock c set
      breached_at = case when c.due_at < this.moment then c.due_at end,
      recorded_at = case when c.due_at < this.moment then this.moment end,
      warned_percent = case when c.due_at < this.moment then c.warned_percent else (
        select max(percent) from unnest(c.warn_at, c.warn_percents) as warning (moment, percent)
        where warning.moment <= this.moment) end,
      next_at = case when c.due_at < this.moment then null else coalesce(
        (select min(warning) from unnest(c.warn_at) as warning where warning > this.moment),
        c.due_at + interval '1 millisecond') end
    from work_order o, this
    where o.id = c.order_id and c.id in (select id from dangers union all select id from others)
    returning c.id, c.order_id as "orderId", c.kind, c.danger, c.due_at::text as "dueAt",
      c.breached_at is not null as breached, c.warned_percent as percent,
      o.case_id as "caseId", o.agency_id as "agencyId"`);
  return [...rows].sort(
    (a, b) => Number(b.danger) - Number(a.danger) || (a.dueAt < b.dueAt ? -1 : 1),
  );
}

/**
 * What has people told as each clock's ladder says, committed with its cause (invariant I11). At a breach
 * a round still under way for an unacknowledged order goes a level up; otherwise a round of its own
 * begins: at the level the ladder names, or a level above the highest told so far, or at the
 * commission for an order between two agencies. A ladder may have somebody told at a warning too.
 */
function telling(now: Temporal.Instant, due: readonly DueClock[]): SQL | null {
  const told = due.filter((clock) => clock.breached || clock.percent !== null);
  if (told.length === 0) return null;
  const at = now.toString();
  const rows = told.map(({ id, orderId, kind, breached, percent }) => ({
    id: newId(),
    clock_id: id,
    order_id: orderId,
    kind,
    cause: breached ? 'breached' : 'warned',
    step: breached ? 'breach' : String(percent),
  }));
  return sql`
    with happened as (
      select row.id, row.order_id, row.kind, row.cause, rung ->> 'level' as level
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (id uuid, clock_id uuid, order_id uuid, kind text, cause text, step text)
      join order_clock c on c.id = row.clock_id
      join dispatch_policy p on p.id = c.policy_id
      join lateral jsonb_array_elements(p.ladder) as rung on rung ->> 'at' = row.step),
    raised as (
      update escalation set raise = true, next_step_at = ${at}::timestamptz
      where cause = 'issued' and next_step_at is not null
        and order_id in (select order_id from happened
          where kind = 'acknowledge' and cause = 'breached' and level = 'above')
      returning order_id)
    insert into escalation
      (id, order_id, danger, cause, clock_kind, level, raise, next_step_at, started_at)
    select b.id, b.order_id, o.danger, b.cause, b.kind,
      case when o.state = 'returned' then 'rdec' when b.level <> 'above' then b.level
        else coalesce(
        (select e.level from escalation e where e.order_id = b.order_id
          order by array_position(array['unit', 'chief', 'bureau', 'rdec'], e.level) desc limit 1),
        'unit') end,
      b.level = 'above', ${at}::timestamptz, ${at}::timestamptz
    from happened b join work_order o on o.id = b.order_id
    where not (b.kind = 'acknowledge' and b.order_id in (select order_id from raised))
    on conflict do nothing`;
}
