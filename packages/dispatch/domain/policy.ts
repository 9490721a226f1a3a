import { ALWAYS, deadline, workingCalendar } from '@1999/calendar';
import { ClockKind } from '../contract.ts';

/** A version of how long one clock may run. */
export interface Policy {
  readonly id: string;
  readonly kind: ClockKind;
  /** Null: for every type without a row of its own. */
  readonly typeCode: string | null;
  readonly danger: boolean;
  readonly version: number;
  readonly withinSeconds: number;
  readonly calendar: 'always' | 'working';
  readonly warnPercents: readonly number[];
  readonly assumed: boolean;
  readonly validFrom: Temporal.Instant;
  readonly validTo: Temporal.Instant | null;
}

/** A clock that is to run: its policy and its moments. */
export interface PlannedClock {
  readonly kind: ClockKind;
  readonly policy: Policy;
  readonly startedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly warnAt: readonly Temporal.Instant[];
}

const calendars = { always: ALWAYS, working: workingCalendar({}) };

/**
 * The clocks of an order issued at `at`: for each kind the row of its own type before the general
 * one, and of those valid then the highest version. A kind without a row has no clock.
 */
export function planClocks(
  policies: readonly Policy[],
  order: { readonly typeCode: string; readonly danger: boolean },
  at: Temporal.Instant,
): PlannedClock[] {
  return ClockKind.options.flatMap((kind) => {
    const policy = policies
      .filter((row) => row.kind === kind && row.danger === order.danger && isValid(row, at))
      .filter((row) => row.typeCode === null || row.typeCode === order.typeCode)
      .sort(
        (a, b) =>
          Number(b.typeCode !== null) - Number(a.typeCode !== null) || b.version - a.version,
      )
      .at(0);
    if (!policy) return [];
    const { withinSeconds, warnPercents, calendar } = policy;
    const moments = deadline(calendars[calendar], at, withinSeconds * 1000, warnPercents);
    return [{ kind, policy, startedAt: at, ...moments }];
  });
}

function isValid(policy: Policy, at: Temporal.Instant): boolean {
  return (
    Temporal.Instant.compare(policy.validFrom, at) <= 0 &&
    (policy.validTo === null || Temporal.Instant.compare(at, policy.validTo) < 0)
  );
}
