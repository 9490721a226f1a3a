import { instantText, type Reader } from '@1999/platform';
import { type SQL, sql } from 'drizzle-orm';
import type { ClockState, ClockView, OrderRow } from '../contract.ts';
import { clockState } from '../domain/clock.ts';
import { type ClockRow, clocks } from '../io/tables.ts';

type Found = Omit<OrderRow, 'clocks' | 'risk' | 'issuedAt' | 'endedAt' | 'nextDueAt'> & {
  issuedAt: string;
  endedAt: string | null;
  nextDueAt: string | null;
  clocks: ClockValues[] | null;
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
  // The limit stands in the statement's own text: as a value it would be planned anew each time.
  const limit = sql.raw(String(part.limit));
  const rows = await reader.execute<Found>(sql`
    with picked as materialized (
      select * from ${part.rated ? sql`(${ratedOrders(now)})` : sql`work_order`} o
      where ${part.where} order by ${part.orderBy} limit ${limit})
    select o.id, o.number, o.state, o.danger, o.lat, o.lng, o.cycle,
      o.type_code as "typeCode", t.name_zh as "typeZh", t.name_en as "typeEn",
      o.district_code as "districtCode", d.name_zh as "districtZh", d.name_en as "districtEn",
      o.agency_id as "agencyId", a.name_zh as "agencyZh", a.name_en as "agencyEn",
      o.case_id as "caseId",
      (select c.number from case_file c where c.id = o.case_id) as "caseNumber",
      o.issued_at::text as "issuedAt", o.ended_at::text as "endedAt",
      o.closing_ground as "closingGround", o.next_due_at::text as "nextDueAt",
      o.parent_id as "parentId",
      r.chance, r.clock_id as "riskClockId",
      (select json_build_object('id', u.id, 'name', u.display_name)
        from order_assignee m join app_user u on u.id = m.user_id
        where m.order_id = o.id and m.agency_id = o.agency_id) as assignee,
      (select json_agg(json_build_array(${CLOCK_VALUES})
        order by k.started_at, k.cycle, k.due_at, k.kind)
        from order_clock k where k.order_id = o.id) as clocks
    from picked o
    join matter_type t on t.code = o.type_code
    join district d on d.code = o.district_code
    join agency a on a.id = o.agency_id
    left join order_risk r on ${chanceInForce(sql`o`)}
    order by ${part.orderBy}`);
  return [...rows].map(({ chance, riskClockId, clocks: values, ...row }) => {
    const found = (values ?? []).map(jsonClock);
    const rated = found.find(({ id }) => id === riskClockId);
    return {
      ...row,
      risk: riskOf(rated, chance, now),
      issuedAt: instantText(row.issuedAt),
      endedAt: row.endedAt && instantText(row.endedAt),
      nextDueAt: row.nextDueAt && instantText(row.nextDueAt),
      clocks: found.map((clock) => clockView(clock, now)),
    };
  });
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

/** What is read of a clock, in this order: named in JSON, the names would outweigh the values. */
const CLOCK_NAMES = [
  'id',
  'kind',
  'startedAt',
  'dueAt',
  'warnedPercent',
  'metAt',
  'stoppedAt',
  'breachedAt',
  'recordedAt',
  'cycle',
  'originalDueAt',
  'pausedAt',
  'approvedDueAt',
  'mergedAt',
] as const;
const CLOCK_VALUES = sql.raw(CLOCK_NAMES.map((name) => `k."${clocks[name].name}"`).join(', '));

type InJson<T> = T extends Temporal.Instant ? string : T;
/** A clock as PostgreSQL's JSON gives it, its times in text. */
type JsonClock = { readonly [Name in (typeof CLOCK_NAMES)[number]]: InJson<ClockRow[Name]> };
type ClockValues = readonly JsonClock[keyof JsonClock][];

function jsonClock(values: ClockValues): JsonClock {
  const named = CLOCK_NAMES.map((name, place) => [name, values[place]] as const);
  return Object.fromEntries(named) as unknown as JsonClock;
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
