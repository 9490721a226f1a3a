import { ALWAYS, addWorkingTime, type Calendar, workingTimeBetween } from '@1999/calendar';

/** A span of time; `to` null while it lasts. */
export interface Span {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant | null;
}

/** A target a supervisor approved, and when. */
export interface Grant {
  readonly at: Temporal.Instant;
  readonly until: Temporal.Instant;
}

/** A duplicate's own deadline, brought to its parent when it was attached. */
export interface Inherited {
  readonly at: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
}

/** All that decides when one clock is due. */
export interface DueFacts {
  readonly startedAt: Temporal.Instant;
  readonly withinMs: number;
  readonly calendar: Calendar;
  readonly warnPercents: readonly number[];
  /** Only those that apply to this clock; they may overlap. */
  readonly pauses: readonly Span[];
  /** When the rules were last changed to its disadvantage. */
  readonly notBefore: Temporal.Instant | null;
  /** Only those made while it was not breached. */
  readonly grants: readonly Grant[];
  readonly inherited: readonly Inherited[];
}

export interface Due {
  /** By rule, calendar and pauses alone. */
  readonly originalDueAt: Temporal.Instant;
  /** What is held against: with extensions and what duplicates bring. */
  readonly dueAt: Temporal.Instant;
  readonly warnAt: readonly Temporal.Instant[];
  /** Stands still since; the moments are then as if it went on at once. */
  readonly pausedAt: Temporal.Instant | null;
}

/** So much of a calendar's time, counted from a moment on. */
interface Stretch {
  readonly from: Temporal.Instant;
  readonly ms: number;
  readonly calendar: Calendar;
}

/**
 * When a clock is due, to the millisecond: a pure function of rule, calendar and the order's events.
 * Pauses count once however they overlap. An extension moves the deadline later, never earlier; a
 * duplicate moves it earlier, unless an extension was granted since; a change of rules never sets
 * it before the moment of the change. Whatever was promised, a pause holds it up.
 */
export function dueOf(facts: DueFacts): Due {
  const pauses = unionOf(facts.pauses);
  const { startedAt, withinMs, calendar, notBefore } = facts;
  const stretchTo = (from: Temporal.Instant, until: Temporal.Instant): Stretch => ({
    from,
    ms: until.epochMilliseconds - from.epochMilliseconds,
    calendar: ALWAYS,
  });
  const byRule: Stretch = { from: startedAt, ms: withinMs, calendar };
  const floor = notBefore ? [stretchTo(notBefore, notBefore)] : [];
  const grants = facts.grants.map(({ at, until }) => ({ at, stretch: stretchTo(at, until) }));
  const end = (stretch: Stretch) => endOf(stretch, pauses);
  const latest = (stretches: Stretch[]) =>
    stretches.reduce((a, b) => (Temporal.Instant.compare(end(b), end(a)) > 0 ? b : a));
  const original = latest([byRule, ...floor]);
  const own = latest([original, ...grants.map(({ stretch }) => stretch)]);
  const brought = facts.inherited.map(({ at, dueAt }) =>
    latest([
      stretchTo(at, dueAt),
      ...grants
        .filter((grant) => Temporal.Instant.compare(grant.at, at) >= 0)
        .map(({ stretch }) => stretch),
    ]),
  );
  const binding = brought.reduce(
    (a, b) => (Temporal.Instant.compare(end(b), end(a)) < 0 ? b : a),
    own,
  );
  const dueAt = end(binding);
  const still = pauses.find((span) => span.to === null);
  return {
    originalDueAt: end(original),
    dueAt,
    warnAt: facts.warnPercents.map((percent) =>
      end({ ...binding, ms: Math.floor((binding.ms * percent) / 100) }),
    ),
    pausedAt: still && Temporal.Instant.compare(still.from, dueAt) < 0 ? still.from : null,
  };
}

/** The spans that together cover the same time, in order and apart from each other. */
export function unionOf(spans: readonly Span[]): Span[] {
  const union: Span[] = [];
  for (const span of spans.toSorted((a, b) => Temporal.Instant.compare(a.from, b.from))) {
    const last = union.at(-1);
    if (!last || (last.to && Temporal.Instant.compare(last.to, span.from) < 0)) union.push(span);
    else if (last.to && (!span.to || Temporal.Instant.compare(span.to, last.to) > 0)) {
      union[union.length - 1] = { from: last.from, to: span.to };
    }
  }
  return union;
}

/**
 * The first moment by which the stretch has passed, pauses left out. A pause that still lasts is
 * taken as over in the instant it began, just not before the stretch itself begins.
 */
function endOf({ from, ms, calendar }: Stretch, pauses: readonly Span[]): Temporal.Instant {
  let at = from;
  let left = ms;
  for (const pause of pauses) {
    if (pause.to && Temporal.Instant.compare(pause.to, at) <= 0) continue;
    if (Temporal.Instant.compare(pause.from, at) > 0) {
      const worked = workingTimeBetween(calendar, at, pause.from);
      if (left <= worked) break;
      left -= worked;
      at = pause.from;
    }
    if (pause.to) at = pause.to;
  }
  return addWorkingTime(calendar, at, left);
}

/** Where the sweep must look next after a clock's moments have changed at `now`. */
export function nextLook(
  due: Pick<Due, 'dueAt' | 'warnAt' | 'pausedAt'>,
  warnPercents: readonly number[],
  warned: number | null,
  now: Temporal.Instant,
): { warnedPercent: number | null; nextAt: Temporal.Instant | null } {
  if (due.pausedAt) return { warnedPercent: warned, nextAt: null };
  const passed = warnPercents.filter((_, i) => {
    const at = due.warnAt[i];
    return at && Temporal.Instant.compare(at, now) <= 0;
  });
  const reached = passed.length > 0 ? Math.max(...passed) : null;
  // Already past a warning that nobody was given: at once. Further away again: from the beginning.
  if (reached !== null && reached > (warned ?? 0)) return { warnedPercent: warned, nextAt: now };
  const ahead = due.warnAt
    .filter((at) => Temporal.Instant.compare(at, now) > 0)
    .toSorted(Temporal.Instant.compare)[0];
  return { warnedPercent: reached, nextAt: ahead ?? due.dueAt.add({ milliseconds: 1 }) };
}
