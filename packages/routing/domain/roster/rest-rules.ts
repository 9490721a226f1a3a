import { type RestFinding, type RestRule, restRules } from '../../contract.ts';

/** A stretch of time in epoch milliseconds; `from` belongs to it, `to` does not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One agent's shift, as the rules look at it. */
export interface PlannedShift extends Span {
  readonly id: string;
  readonly agentId: string;
  readonly breaks: readonly Span[];
}

export interface PlannedLeave extends Span {
  readonly agentId: string;
}

const MINUTE = 60_000;
const ZONE = 'Asia/Taipei';

/** A rest shorter than this does not end a stretch of work. */
const REST_MINUTES = 30;
const STRETCH_MINUTES = 4 * 60;
const BETWEEN_MINUTES = 11 * 60;
const LONGEST_DAY_MINUTES = 12 * 60;
const USUAL_DAY_MINUTES = 8 * 60;
const DAYS_IN_A_ROW = 6;
const DAYS_A_WEEK = 5;

/**
 * What in these shifts does not keep the rules of rest (勞動基準法 §30, §32, §34, §35, §36), agent
 * by agent in the order of time. A shift belongs to the Taipei day it begins on.
 */
export function restFindings(
  shifts: readonly PlannedShift[],
  leaves: readonly PlannedLeave[] = [],
): RestFinding[] {
  const byAgent = Map.groupBy(shifts, ({ agentId }) => agentId);
  return [...byAgent].flatMap(([agentId, own]) => {
    const inOrder = [...own].sort((a, b) => a.from - b.from || a.to - b.to);
    const away = leaves.filter((leave) => leave.agentId === agentId);
    return [
      ...inOrder.flatMap((shift) => withinShift(shift, away)),
      ...inOrder.flatMap((shift, at) => betweenShifts(inOrder[at - 1], shift)),
      ...daysInARow(inOrder),
      ...daysOfWeeks(inOrder),
    ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  });
}

/** The minutes of a shift that are work: all but its breaks. */
export function workMinutes(shift: PlannedShift): number {
  return stretches(shift, 0).reduce((sum, { from, to }) => sum + (to - from), 0) / MINUTE;
}

function withinShift(shift: PlannedShift, away: readonly Span[]): RestFinding[] {
  const found: RestFinding[] = [];
  if (away.some((leave) => leave.from < shift.to && shift.from < leave.to)) {
    found.push(finding('onLeave', shift, shift.from));
  }
  if (!keepsOrder(shift)) return [...found, finding('breakOutside', shift, shift.from)];
  for (const { from, to } of stretches(shift, REST_MINUTES)) {
    const minutes = (to - from) / MINUTE;
    if (minutes > STRETCH_MINUTES) {
      found.push(finding('breakEachFourHours', shift, from, minutes, STRETCH_MINUTES));
    }
  }
  const minutes = workMinutes(shift);
  if (minutes > LONGEST_DAY_MINUTES) {
    found.push(finding('twelveHoursADay', shift, shift.from, minutes, LONGEST_DAY_MINUTES));
  } else if (minutes > USUAL_DAY_MINUTES) {
    found.push(finding('eightHoursADay', shift, shift.from, minutes, USUAL_DAY_MINUTES));
  }
  return found;
}

/** Breaks lie within the shift, in order, and do not overlap. */
function keepsOrder({ from, to, breaks }: PlannedShift): boolean {
  let at = from;
  return breaks.every((pause) => {
    const fits = pause.from >= at && pause.to > pause.from && pause.to <= to;
    at = pause.to;
    return fits;
  });
}

/** The stretches of work between breaks of at least so many minutes. */
function stretches({ from, to, breaks }: PlannedShift, restMinutes: number): Span[] {
  const rests = breaks.filter((pause) => pause.to - pause.from >= restMinutes * MINUTE);
  const starts = [from, ...rests.map((rest) => rest.to)];
  const ends = [...rests.map((rest) => rest.from), to];
  return starts
    .map((start, at) => ({ from: start, to: ends[at] ?? to }))
    .filter((stretch) => stretch.to > stretch.from);
}

function betweenShifts(before: PlannedShift | undefined, shift: PlannedShift): RestFinding[] {
  if (!before) return [];
  if (shift.from < before.to) return [finding('overlap', shift, shift.from)];
  const minutes = (shift.from - before.to) / MINUTE;
  // Two shifts of one day are one day's work with a long break, not a change of shift.
  if (minutes >= BETWEEN_MINUTES || dayOf(shift).equals(dayOf(before))) return [];
  return [finding('elevenHoursBetween', shift, shift.from, minutes, BETWEEN_MINUTES)];
}

function daysInARow(inOrder: readonly PlannedShift[]): RestFinding[] {
  const found: RestFinding[] = [];
  let row = 0;
  let last: Temporal.PlainDate | undefined;
  for (const shift of inOrder) {
    const day = dayOf(shift);
    if (last?.equals(day)) continue;
    row = last?.add({ days: 1 }).equals(day) ? row + 1 : 1;
    last = day;
    if (row > DAYS_IN_A_ROW) {
      found.push(finding('oneDayInSeven', shift, shift.from, row, DAYS_IN_A_ROW));
    }
  }
  return found;
}

function daysOfWeeks(inOrder: readonly PlannedShift[]): RestFinding[] {
  const weeks = Map.groupBy(inOrder, (shift) => {
    const day = dayOf(shift);
    return day.subtract({ days: day.dayOfWeek - 1 }).toString();
  });
  return [...weeks.values()].flatMap((week) => {
    const days = new Map(week.map((shift) => [dayOf(shift).toString(), shift]));
    const last = [...days.values()].at(-1);
    if (!last || days.size <= DAYS_A_WEEK) return [];
    return [finding('twoDaysAWeek', last, last.from, days.size, DAYS_A_WEEK)];
  });
}

function dayOf({ from }: Span): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(ZONE).toPlainDate();
}

function finding(
  rule: RestRule,
  shift: PlannedShift,
  at: number,
  found: number | null = null,
  allowed: number | null = null,
): RestFinding {
  return {
    rule,
    severity: restRules[rule].severity,
    agentId: shift.agentId,
    shiftId: shift.id,
    at: Temporal.Instant.fromEpochMilliseconds(at).toString(),
    found,
    allowed,
  };
}

/** How many are at work on average within a span: shifts less breaks and leave. */
export function meanOnDuty(
  shifts: readonly PlannedShift[],
  leaves: readonly PlannedLeave[],
  span: Span,
): number {
  const worked = shifts.flatMap((shift) =>
    stretches(shift, 0).flatMap((stretch) => {
      const away = leaves.filter((leave) => leave.agentId === shift.agentId);
      return without(clip(stretch, span), away);
    }),
  );
  return worked.reduce((sum, { from, to }) => sum + (to - from), 0) / (span.to - span.from);
}

const clip = (span: Span, within: Span): Span => ({
  from: Math.max(span.from, within.from),
  to: Math.min(span.to, within.to),
});

/** What is left of a span outside some others. */
function without(span: Span, others: readonly Span[]): Span[] {
  return others
    .reduce<Span[]>(
      (left, other) =>
        left.flatMap((piece) => [
          { from: piece.from, to: Math.min(piece.to, other.from) },
          { from: Math.max(piece.from, other.to), to: piece.to },
        ]),
      [span],
    )
    .filter(({ from, to }) => to > from);
}
