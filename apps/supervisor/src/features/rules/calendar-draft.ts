import type { CalendarView } from '@1999/dispatch/contract';
import type { Window } from './windows-text.ts';

export type SpecialDay = CalendarView['dates'][string];

/**
 * Changes to a calendar that are not published: hours of weekdays, and special days (null: gone).
 * Only what differs is kept, so that they stand on whatever version is the newest.
 */
export interface CalendarDraft {
  readonly week: Readonly<Record<string, Window[]>>;
  readonly dates: Readonly<Record<string, SpecialDay | null>>;
}

export const NO_CHANGE: CalendarDraft = { week: {}, dates: {} };

/** How many days a draft changes. */
export function daysChanged({ week, dates }: CalendarDraft): number {
  return Object.keys(week).length + Object.keys(dates).length;
}

/** The calendar as it would be with the draft's changes. */
export function withDraft(
  calendar: Pick<CalendarView, 'week' | 'dates'>,
  draft: CalendarDraft,
): Pick<CalendarView, 'week' | 'dates'> {
  const all: [string, SpecialDay | null][] = Object.entries({ ...calendar.dates, ...draft.dates });
  const kept = all.flatMap(([date, day]) => (day ? [[date, day] as const] : []));
  return { week: { ...calendar.week, ...draft.week }, dates: Object.fromEntries(kept) };
}
