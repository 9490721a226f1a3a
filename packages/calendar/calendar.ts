import { TAIWAN_DAYS, TAIWAN_DAYS_KNOWN_UNTIL } from './taiwan-days.ts';

/** A span of one local day, 'HH:MM' to 'HH:MM'; '24:00' is the day's end. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** What a calendar counts: every moment, or only the windows of working days. */
export type Calendar =
  | { readonly kind: 'always' }
  | {
      readonly kind: 'working';
      /** Tells one edition from the next, for the journal of a deadline. */
      readonly version: string;
      readonly timeZone: string;
      /** The windows of each day of the week, Monday (1) to Sunday (7). */
      readonly week: Readonly<Record<number, readonly Window[]>>;
      /** Dates that differ from the week: holidays (no window), make-up days, half days. */
      readonly dates: ReadonlyMap<string, readonly Window[]>;
    };

export type WorkingCalendar = Extract<Calendar, { kind: 'working' }>;

/** The 24×7 clock, on which urgent dispatch runs. */
export const ALWAYS: Calendar = { kind: 'always' };

export const TAIPEI = 'Asia/Taipei';

/** A government office's day. */
export const OFFICE_HOURS: readonly Window[] = [
  { from: '08:00', to: '12:00' },
  { from: '13:30', to: '17:30' },
];

/**
 * A working calendar from its rows. `overrides` stand above the national rows, for example a
 * city's typhoon day off.
 * @throws RangeError where windows are empty, overlap, or are out of order.
 */
export function workingCalendar(options: {
  readonly version?: string;
  readonly hours?: readonly Window[];
  readonly days?: readonly (readonly [date: string, day: 'off' | 'on', name: string])[];
  readonly overrides?: Readonly<Record<string, readonly Window[]>>;
}): WorkingCalendar {
  const hours = options.hours ?? OFFICE_HOURS;
  const dates = new Map<string, readonly Window[]>();
  for (const [date, day] of options.days ?? TAIWAN_DAYS) dates.set(date, day === 'on' ? hours : []);
  for (const [date, windows] of Object.entries(options.overrides ?? {})) dates.set(date, windows);
  const week = { 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: [], 7: [] };
  for (const windows of [hours, ...dates.values()]) checkWindows(windows);
  const version = options.version ?? `taiwan-until-${TAIWAN_DAYS_KNOWN_UNTIL}`;
  return { kind: 'working', version, timeZone: TAIPEI, week, dates };
}

/**
 * A working calendar as a version of it is stored: the windows of each weekday, Monday (1) to
 * Sunday (7), and of the dates that differ.
 * @throws RangeError where windows are empty, overlap, or are out of order.
 */
export function storedCalendar(stored: {
  readonly version: string;
  readonly week: Readonly<Record<number, readonly Window[]>>;
  readonly dates: Readonly<Record<string, { readonly windows: readonly Window[] }>>;
}): WorkingCalendar {
  const dates = new Map(Object.entries(stored.dates).map(([date, { windows }]) => [date, windows]));
  for (const windows of [...Object.values(stored.week), ...dates.values()]) checkWindows(windows);
  return { kind: 'working', version: stored.version, timeZone: TAIPEI, week: stored.week, dates };
}

/** The windows of one date; none on a day off. */
export function windowsOn(calendar: WorkingCalendar, date: Temporal.PlainDate): readonly Window[] {
  return calendar.dates.get(date.toString()) ?? calendar.week[date.dayOfWeek] ?? [];
}

/** Whether anything is worked on that date. */
export function isWorkingDay(calendar: WorkingCalendar, date: Temporal.PlainDate): boolean {
  return windowsOn(calendar, date).length > 0;
}

/** The date `days` working days after `from`; `from` itself does not count. */
export function addWorkingDays(
  calendar: WorkingCalendar,
  from: Temporal.PlainDate,
  days: number,
): Temporal.PlainDate {
  let date = from;
  for (let left = days; left > 0; ) {
    date = date.add({ days: 1 });
    if (isWorkingDay(calendar, date)) left -= 1;
  }
  return date;
}

/** 'HH:MM' in minutes since the day began. @throws RangeError for anything else. */
export function minuteOfDay(time: string): number {
  const [, hour, minute] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time) ?? [];
  const value = Number(hour) * 60 + Number(minute);
  if (Number.isNaN(value) || value > 1440) throw new RangeError(`"${time}" is not a time of day`);
  return value;
}

function checkWindows(windows: readonly Window[]): void {
  let end = -1;
  for (const { from, to } of windows) {
    if (minuteOfDay(from) >= minuteOfDay(to) || minuteOfDay(from) < end) {
      throw new RangeError(`windows must follow each other: ${from}–${to}`);
    }
    end = minuteOfDay(to);
  }
}
