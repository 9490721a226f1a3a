import { parseInstant, type Reader } from '@1999/platform';
import { type SQL, sql } from 'drizzle-orm';
import type { ClockState, ClockView, OrderRow } from '../contract.ts';
import { clockState } from '../domain/clock.ts';
import type { ClockRow } from '../io/tables.ts';

type Found = Omit<OrderRow, 'clocks' | 'risk' | 'issuedAt' | 'endedAt' | 'nextDueAt'> & {
  issuedAt: string;
  endedAt: string | null;
  nextDueAt: string | null;
  clocks: Record<string, never>[];
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
    select o.id, o.number, o.state, o.danger, o.type_code as "typeCode", t.name_zh as "typeZh",
      t.name_en as "typeEn", o.district_code as "districtCode", d.name_zh as "districtZh",
      d.name_en as "districtEn", o.lat, o.lng, o.agency_id as "agencyId", a.name_zh as "agencyZh",
      a.name_en as "agencyEn", o.case_id as "caseId", c.number as "caseNumber",
      o.issued_at::text as "issuedAt", o.ended_at::text as "endedAt",
      o.closing_ground as "closingGround", o.next_due_at::text as "nextDueAt",
      o.parent_id as "parentId", o.cycle,
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
    join matter_type t on t.code = o.type_code
    join district d on d.code = o.district_code
    join agency a on a.id = o.agency_id
    join case_file c on c.id = o.case_id
    left join order_risk r on ${chanceInForce(sql`o`)}
    order by ${part.orderBy}`);
  return [...rows].map(({ chance, riskClockId, ...row }) => ({
    ...row,
    risk: riskOf(
      (row.clocks ?? []).find(({ id }) => id === riskClockId),
      chance,
      now,
    ),
    issuedAt: wire(row.issuedAt),
    endedAt: row.endedAt && wire(row.endedAt),
    nextDueAt: row.nextDueAt && wire(row.nextDueAt),
    clocks: (row.clocks ?? []).map((clock) => clockView(fromJson(clock), now)),
  }));
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

type ShownClock = Pick<
  ClockRow,
  | ('kind' | 'startedAt' | 'dueAt' | 'warnedPercent' | 'metAt' | 'stoppedAt' | 'breachedAt')
  | ('recordedAt' | 'cycle' | 'originalDueAt' | 'pausedAt' | 'approvedDueAt' | 'mergedAt')
>;

/** A clock as screens see it; its state is derived from its due time, not from a sweep. */
export function clockView(clock: ShownClock, now: Temporal.Instant): ClockView {
  return {
    kind: clock.kind,
    state: clockState(clock, now),
    startedAt: clock.startedAt.toString(),
    dueAt: clock.dueAt.toString(),
    warnedPercent: clock.warnedPercent,
    metAt: clock.metAt?.toString() ?? null,
    stoppedAt: clock.stoppedAt?.toString() ?? null,
    breachedAt: clock.breachedAt?.toString() ?? null,
    recordedAt: clock.recordedAt?.toString() ?? null,
    cycle: clock.cycle,
    originalDueAt: (clock.originalDueAt ?? clock.dueAt).toString(),
    approvedDueAt: clock.approvedDueAt?.toString() ?? null,
    pausedAt: clock.pausedAt?.toString() ?? null,
  };
}

function riskOf(
  clock: Record<string, unknown> | undefined,
  chance: number | null,
  now: Temporal.Instant,
): number | null {
  return clock && OPEN.includes(clockState(fromJson(clock), now)) ? chance : null;
}

const wire = (text: string) => parseInstant(text).toString();

function fromJson(clock: Record<string, unknown>): ShownClock {
  const at = (key: string) => {
    const value = clock[key];
    return typeof value === 'string' ? Temporal.Instant.from(value) : null;
  };
  const [startedAt, dueAt] = [at('startedAt'), at('dueAt')];
  if (!startedAt || !dueAt) throw new Error('a clock without its times');
  return {
    kind: clock.kind as ClockRow['kind'],
    startedAt,
    dueAt,
    warnedPercent: clock.warnedPercent as number | null,
    metAt: at('metAt'),
    stoppedAt: at('stoppedAt'),
    breachedAt: at('breachedAt'),
    recordedAt: at('recordedAt'),
    cycle: clock.cycle as number,
    originalDueAt: at('originalDueAt'),
    approvedDueAt: at('approvedDueAt'),
    pausedAt: at('pausedAt'),
    mergedAt: at('mergedAt'),
  };
}
