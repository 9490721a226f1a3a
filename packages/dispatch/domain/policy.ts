import { ALWAYS, type Calendar, deadline, TAIPEI } from '@1999/calendar';
import { ClockKind, type LadderStep } from '../contract.ts';

/** A version of how long one clock may run, and for what. */
export interface Policy {
  readonly id: string;
  readonly kind: ClockKind;
  /** Null: for every type without a row of its own. */
  readonly typeCode: string | null;
  readonly danger: boolean;
  /** Null: everywhere. */
  readonly districtCode: string | null;
  /** Local time of day, `HH:MM[:SS]`; from after to runs over midnight. Null: at any time. */
  readonly timeFrom: string | null;
  readonly timeTo: string | null;
  readonly version: number;
  readonly withinSeconds: number;
  /** `always`, or the code of a working calendar. */
  readonly calendar: string;
  readonly warnPercents: readonly number[];
  readonly ladder: readonly LadderStep[];
  readonly assumed: boolean;
  /** Meant for what was open when it was made, too. */
  readonly recompute: boolean;
  readonly validFrom: Temporal.Instant;
  readonly validTo: Temporal.Instant | null;
}

/** The newest version of a working calendar. */
export interface CalendarVersion {
  readonly version: number;
  readonly calendar: Calendar;
}

/** Everything that decides deadlines: every version of every policy, the calendars of today. */
export interface Rules {
  readonly policies: readonly Policy[];
  readonly calendars: ReadonlyMap<string, CalendarVersion>;
}

/** What of an order decides which policy is its own. */
export interface Ordered {
  readonly typeCode: string;
  readonly danger: boolean;
  readonly districtCode: string | null;
}

/** A clock that is to run: its policy and its moments. */
export interface PlannedClock {
  readonly kind: ClockKind;
  readonly policy: Policy;
  readonly calendarVersion: number | null;
  readonly startedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly warnAt: readonly Temporal.Instant[];
}

/** What every order is promised; the others begin with what happens to it. */
export const PROMISED = ClockKind.exclude(['ruling', 'petition']).options;

/**
 * The clocks that begin for an order at `at`, those of a new order unless told which: for each kind the most specific row that is valid then. A
 * kind without a row has no clock.
 */
export function planClocks(
  rules: Rules,
  order: Ordered,
  at: Temporal.Instant,
  kinds: readonly ClockKind[] = PROMISED,
): PlannedClock[] {
  return kinds.flatMap((kind) => {
    const valid = rules.policies.filter((row) => isValid(row, at));
    const policy = choosePolicy(valid, kind, order, at);
    if (!policy) return [];
    const { calendar, version } = calendarOf(rules, policy.calendar);
    const { withinSeconds, warnPercents } = policy;
    const moments = deadline(calendar, at, withinSeconds * 1000, warnPercents);
    return [{ kind, policy, calendarVersion: version, startedAt: at, ...moments }];
  });
}

/**
 * Of the given rows the one for a clock that starts at `at`: its type's before its place's before
 * its time of day's before the general one; of equals the highest version.
 */
export function choosePolicy(
  policies: readonly Policy[],
  kind: ClockKind,
  order: Ordered,
  at: Temporal.Instant,
): Policy | undefined {
  return policies
    .filter((row) => row.kind === kind && concerns(row, order, at))
    .sort(
      (a, b) =>
        rankOf(b) - rankOf(a) ||
        b.version - a.version ||
        Temporal.Instant.compare(b.validFrom, a.validFrom) ||
        (a.id < b.id ? -1 : 1),
    )
    .at(0);
}

/** The newest version of a calendar. @throws RangeError for one that is not there. */
export function calendarOf(
  rules: Rules,
  code: string,
): { calendar: Calendar; version: number | null } {
  if (code === 'always') return { calendar: ALWAYS, version: null };
  const found = rules.calendars.get(code);
  if (!found) throw new RangeError(`there is no calendar ${code}`);
  return found;
}

/** Whether the row holds at a moment. */
export function isValid(
  policy: Pick<Policy, 'validFrom' | 'validTo'>,
  at: Temporal.Instant,
): boolean {
  return (
    Temporal.Instant.compare(policy.validFrom, at) <= 0 &&
    (policy.validTo === null || Temporal.Instant.compare(at, policy.validTo) < 0)
  );
}

function rankOf(policy: Policy): number {
  return (
    Number(policy.typeCode !== null) * 4 +
    Number(policy.districtCode !== null) * 2 +
    Number(policy.timeFrom !== null)
  );
}

function concerns(policy: Policy, order: Ordered, at: Temporal.Instant): boolean {
  return (
    policy.danger === order.danger &&
    (policy.typeCode === null || policy.typeCode === order.typeCode) &&
    (policy.districtCode === null || policy.districtCode === order.districtCode) &&
    inWindow(policy, at)
  );
}

function inWindow({ timeFrom, timeTo }: Policy, at: Temporal.Instant): boolean {
  if (timeFrom === null || timeTo === null) return true;
  const time = at.toZonedDateTimeISO(TAIPEI).toPlainTime();
  const after = Temporal.PlainTime.compare(time, timeFrom) >= 0;
  const before = Temporal.PlainTime.compare(time, timeTo) < 0;
  return Temporal.PlainTime.compare(timeFrom, timeTo) < 0 ? after && before : after || before;
}
