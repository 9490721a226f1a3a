import { instantText, type Reader } from '@1999/platform';
import { type SQL, sql } from 'drizzle-orm';
import type { ClockState, ClockView, OrderRow } from '../contract.ts';
import { clockState } from '../domain/clock.ts';

type Found = Omit<OrderRow, 'clocks' | 'risk' | 'issuedAt' | 'endedAt' | 'nextDueAt'> & {
  issuedAt: string;
  endedAt: string | null;
  nextDueAt: string | null;
  clocks: JsonClock[] | null;
  chance: number | null;
  riskClockId: string | null;
} & Record<string, unknown>;

/**
 * Orders as lists show them, with their clocks as they stand at `now`. `where`, `order` and `limit`
 * speak of `o`, the order; when `rated`, also with its `risk`, and whether the clock that is about is
 * `missed`.
 */
export async function orderRows(
  reader: Reader,
  now: Temporal.Instant,
  part: {
    readonly where: SQL;
    readonly orderBy: SQL;
    readonly limit: number;
    readonly rated?: boolean;
  },
): Promise<OrderRow[]> {
  const rows = await reader.execute<Found>(sql`
    with picked as materialized (
      select * from ${part.rated ? sql`(${ratedOrders(now)})` : sql`work_order`} o
      where ${part.where} order by ${part.orderBy} limit ${part.limit})
    select o.id, o.number, o.state, o.danger, o.lat, o.lng, o.cycle,
      o.type_code as "typeCode", ${named('type', sql`matter_type n where n.code = o.type_code`)},
      o.district_code as "districtCode",
      ${named('district', sql`district n where n.code = o.district_code`)},
      o.agency_id as "agencyId", ${named('agency', sql`agency n where n.id = o.agency_id`)},
      o.case_id as "caseId",
      (select c.number from case_file c where c.id = o.case_id) as "caseNumber",
      o.issued_at::text as "issuedAt", o.ended_at::text as "endedAt",
      o.closing_ground as "closingGround", o.next_due_at::text as "nextDueAt",
      o.parent_id as "parentId",
      r.chance, r.clock_id as "riskClockId",
      (select json_build_object('id', u.id, 'name', u.display_name)
        from order_assignee m join app_user u on u.id = m.user_id
        where m.order_id = o.id and m.agency_id = o.agency_id) as assignee,
      (select json_agg(json_build_object('id', k.id, 'kind', k.kind, 'startedAt', k.started_at,
          'dueAt', k.due_at, 'warnedPercent', k.warned_percent, 'metAt', k.met_at,
          'stoppedAt', k.stopped_at, 'breachedAt', k.breached_at, 'recordedAt', k.recorded_at,
          'cycle', k.cycle, 'originalDueAt', k.original_due_at, 'pausedAt', k.paused_at,
          'approvedDueAt', k.approved_due_at, 'mergedAt', k.merged_at)
        order by k.started_at, k.cycle, k.due_at, k.kind)
        from order_clock k where k.order_id = o.id) as clocks
    from picked o
    left join order_risk r on ${chanceInForce(sql`o`)}
    order by ${part.orderBy}`);
  return [...rows].map(({ chance, riskClockId, ...row }) => ({
    ...row,
    risk: riskOf(
      (row.clocks ?? []).find(({ id }) => id === riskClockId),
      chance,
      now,
    ),
    issuedAt: instantText(row.issuedAt),
    endedAt: row.endedAt && instantText(row.endedAt),
    nextDueAt: row.nextDueAt && instantText(row.nextDueAt),
    clocks: (row.clocks ?? []).map((clock) => clockView(clock, now)),
  }));
}

/** Both names of what an order refers to. Joined, the order of four more tables would be planned each time. */
function named(what: string, found: SQL): SQL {
  return sql`(select n.name_zh from ${found}) as ${sql.identifier(`${what}Zh`)},
    (select n.name_en from ${found}) as ${sql.identifier(`${what}En`)}`;
}

/**
 * Orders with the chance that the model in force gave them, to sort by. Where its clock has ended or is past due
 * there is nothing left to tell, and the parent's clock stands for a duplicate's.
 */
function ratedOrders(now: Temporal.Instant): SQL {
  const at = sql`${now.toString()}::timestamptz`;
  const live = sql`k.met_at is null and k.stopped_at is null and k.merged_at is null`;
  // What stands still is not past due, however long it has stood.
  const late = sql`(k.breached_at is not null or (k.paused_at is null and k.due_at < ${at}))`;
  return sql`
    select w.*, ${live} and ${late} as missed,
      case when ${live} and not ${late} then r.chance end as risk
    from work_order w
    left join order_risk r on ${chanceInForce(sql`w`)}
    left join order_clock k on k.id = r.clock_id`;
}

/** Joins an order with what the newest model says of its cycle, if that is on. */
function chanceInForce(order: SQL): SQL {
  return sql`r.order_id = ${order}.id and r.cycle = ${order}.cycle and r.model_id = (
    select case when state = 'on' then id end from risk_model
    order by trained_at desc, id desc limit 1)`;
}

const OPEN: readonly ClockState[] = ['running', 'warned', 'paused'];

function riskOf(
  clock: JsonClock | undefined,
  chance: number | null,
  now: Temporal.Instant,
): number | null {
  return clock && OPEN.includes(stateOf(clock, now)) ? chance : null;
}

/** A clock as PostgreSQL's JSON gives it, its times in text. */
interface JsonClock {
  readonly id: string;
  readonly kind: ClockView['kind'];
  readonly startedAt: string;
  readonly dueAt: string;
  readonly warnedPercent: number | null;
  readonly metAt: string | null;
  readonly stoppedAt: string | null;
  readonly breachedAt: string | null;
  readonly recordedAt: string | null;
  readonly cycle: number;
  readonly originalDueAt: string | null;
  readonly pausedAt: string | null;
  readonly approvedDueAt: string | null;
  readonly mergedAt: string | null;
}

/** A clock as screens see it; its state is derived from its due time, not from a sweep. */
function clockView(clock: JsonClock, now: Temporal.Instant): ClockView {
  return {
    kind: clock.kind,
    state: stateOf(clock, now),
    startedAt: instantText(clock.startedAt),
    dueAt: instantText(clock.dueAt),
    warnedPercent: clock.warnedPercent,
    metAt: textOf(clock.metAt),
    stoppedAt: textOf(clock.stoppedAt),
    breachedAt: textOf(clock.breachedAt),
    recordedAt: textOf(clock.recordedAt),
    cycle: clock.cycle,
    originalDueAt: instantText(clock.originalDueAt ?? clock.dueAt),
    approvedDueAt: textOf(clock.approvedDueAt),
    pausedAt: textOf(clock.pausedAt),
  };
}

const stateOf = (clock: JsonClock, now: Temporal.Instant): ClockState =>
  clockState({ ...clock, dueAt: Temporal.Instant.from(clock.dueAt) }, now);
const textOf = (value: string | null) => value && instantText(value);
