import { ALWAYS, type Calendar, TAIPEI, workingCalendar } from '@1999/calendar';

/** A Monday, 08:00 in Taipei; everything below happens in minutes from here. */
export const ZERO = Temporal.Instant.from('2026-03-02T00:00:00Z');
export const at = (minute: number) => ZERO.add({ minutes: minute });
export const minuteOf = (instant: Temporal.Instant) => instant.since(ZERO).total('minutes');

export const office = workingCalendar({
  hours: [
    { from: '08:00', to: '08:40' },
    { from: '09:00', to: '10:00' },
  ],
  overrides: { '2026-03-03': [], '2026-03-04': [{ from: '09:30', to: '10:00' }] },
});

/** What has happened to one clock, in minutes. */
export interface Case {
  readonly start: number;
  readonly within: number;
  readonly working: boolean;
  readonly pauses: readonly { from: number; to: number | null }[];
  readonly grants: readonly { at: number; until: number }[];
  readonly inherited: readonly { at: number; due: number }[];
  readonly notBefore: number | null;
}

const known = new Map<number, boolean>();
const isWorked = (minute: number, calendar: Calendar) => {
  if (calendar.kind === 'always') return true;
  const worked = known.get(minute) ?? inOffice(minute);
  known.set(minute, worked);
  return worked;
};
const inOffice = (minute: number) => {
  const local = at(minute).toZonedDateTimeISO(TAIPEI);
  const of = local.hour * 60 + local.minute;
  const date = local.toPlainDate().toString();
  if (local.dayOfWeek > 5 || date === '2026-03-03') return false;
  if (date === '2026-03-04') return of >= 570 && of < 600;
  return (of >= 480 && of < 520) || (of >= 540 && of < 600);
};

/** The plain reference: walk minute by minute, counting those that are worked and not paused. */
export function walked(one: Case): { due: number; original: number; paused: number | null } {
  const calendar = one.working ? office : ALWAYS;
  const isPaused = (minute: number) =>
    one.pauses.some(({ from, to }) => from <= minute && (to === null || minute < to));
  const lasting = one.pauses.filter(({ to }) => to === null).map(({ from }) => from);
  // What still stands has stood since the earliest moment from which no minute ran.
  let still = lasting.length > 0 ? Math.min(...lasting) : null;
  while (still !== null && isPaused(still - 1)) still -= 1;
  const walk = (from: number, count: number, worked: (minute: number) => boolean) => {
    let left = count;
    let minute = from;
    for (;;) {
      if (still !== null && minute >= still) return walkOn(minute, left, worked);
      if (minute === from) {
        // A count that begins inside a pause begins where the pause ends.
        while (isPaused(minute) && !(still !== null && minute >= still)) minute += 1;
        if (still !== null && minute >= still) return walkOn(minute, left, worked);
      }
      if (left === 0) return minute;
      if (worked(minute) && !isPaused(minute)) left -= 1;
      minute += 1;
      if (left === 0) return minute;
    }
  };
  const walkOn = (from: number, count: number, worked: (minute: number) => boolean) => {
    let left = count;
    let minute = from;
    while (left > 0) {
      if (worked(minute)) left -= 1;
      minute += 1;
    }
    return minute;
  };
  const always = () => true;
  const byRule = walk(one.start, one.within, (minute) => isWorked(minute, calendar));
  const floor = one.notBefore === null ? 0 : walk(one.notBefore, 0, always);
  const original = Math.max(byRule, floor);
  const granted = one.grants.map((grant) => ({
    at: grant.at,
    due: walk(grant.at, grant.until - grant.at, always),
  }));
  const own = Math.max(original, ...granted.map(({ due }) => due));
  const brought = one.inherited.map(({ at: from, due }) =>
    Math.max(
      walk(from, due - from, always),
      ...granted.filter((grant) => grant.at >= from).map((grant) => grant.due),
    ),
  );
  const due = Math.min(own, ...brought);
  return { due, original, paused: still !== null && still < due ? still : null };
}
