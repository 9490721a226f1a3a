import { type Calendar, minuteOfDay, type WorkingCalendar, windowsOn } from './calendar.ts';

/** A calendar without one working hour in this long is a mistake, not a calendar. */
const LONGEST_REST_DAYS = 3660;

/**
 * The first moment by which `ms` milliseconds of the calendar's time have passed since `from`. The
 * end of a window rather than the start of the next: work due "in 4 hours" at 13:30 on a working
 * day is due at 17:30 that day.
 * @throws RangeError when `ms` is negative or the calendar never works.
 */
export function addWorkingTime(
  calendar: Calendar,
  from: Temporal.Instant,
  ms: number,
): Temporal.Instant {
  if (!(ms >= 0)) throw new RangeError('working time runs forward only');
  if (calendar.kind === 'always' || ms === 0) return from.add({ milliseconds: ms });
  let left = ms;
  let restDays = 0;
  for (let date = dateOf(calendar, from); restDays < LONGEST_REST_DAYS; restDays += 1) {
    for (const span of spansOn(calendar, date)) {
      const start = Math.max(span.start, from.epochMilliseconds);
      if (start >= span.end) continue;
      if (left <= span.end - start) return Temporal.Instant.fromEpochMilliseconds(start + left);
      left -= span.end - start;
      restDays = 0;
    }
    date = date.add({ days: 1 });
  }
  throw new RangeError('this calendar has no working time');
}

/** How many milliseconds of the calendar's time lie between two moments; 0 when `to` ≤ `from`. */
export function workingTimeBetween(
  calendar: Calendar,
  from: Temporal.Instant,
  to: Temporal.Instant,
): number {
  const [start, end] = [from.epochMilliseconds, to.epochMilliseconds];
  if (end <= start) return 0;
  if (calendar.kind === 'always') return end - start;
  const last = dateOf(calendar, to);
  let sum = 0;
  for (
    let date = dateOf(calendar, from);
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  ) {
    for (const span of spansOn(calendar, date)) {
      sum += Math.max(0, Math.min(span.end, end) - Math.max(span.start, start));
    }
  }
  return sum;
}

/** The moments of a deadline: when it is due, and when each warning percentage has passed. */
export function deadline(
  calendar: Calendar,
  startedAt: Temporal.Instant,
  withinMs: number,
  warnPercents: readonly number[],
): { dueAt: Temporal.Instant; warnAt: Temporal.Instant[] } {
  const at = (percent: number) =>
    addWorkingTime(calendar, startedAt, Math.floor((withinMs * percent) / 100));
  return { dueAt: at(100), warnAt: warnPercents.map(at) };
}

function dateOf(calendar: WorkingCalendar, at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO(calendar.timeZone).toPlainDate();
}

function spansOn(
  calendar: WorkingCalendar,
  date: Temporal.PlainDate,
): { start: number; end: number }[] {
  const windows = windowsOn(calendar, date);
  if (windows.length === 0) return [];
  const midnight = date.toZonedDateTime(calendar.timeZone).epochMilliseconds;
  return windows.map(({ from, to }) => ({
    start: midnight + minuteOfDay(from) * 60_000,
    end: midnight + minuteOfDay(to) * 60_000,
  }));
}
