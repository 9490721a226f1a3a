const ZONE = 'Asia/Taipei';

/** A day of a week as the roster shows it. Moments are ISO text. */
export interface RosterDay {
  /** `2026-03-02`. */
  readonly date: string;
  readonly from: string;
  readonly to: string;
}

/** The seven days, Monday first, of the week so many weeks from the one `now` lies in. */
export function weekFrom(nowMs: number, weeks: number): readonly RosterDay[] {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs)
    .toZonedDateTimeISO(ZONE)
    .toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks });
  return Array.from({ length: 7 }, (_, at) => {
    const date = monday.add({ days: at });
    return {
      date: date.toString(),
      from: date.toZonedDateTime(ZONE).toInstant().toString(),
      to: date.add({ days: 1 }).toZonedDateTime(ZONE).toInstant().toString(),
    };
  });
}

/**
 * A wall time of a roster day as a moment; one that is not after `after` is on the next morning.
 * @throws RangeError for what is no time.
 */
export function momentOn(date: string, wall: string, after?: string): string {
  const time = Temporal.PlainTime.from(wall);
  const day = Temporal.PlainDate.from(date);
  const at = day.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant();
  const isLate = after && Temporal.Instant.compare(at, Temporal.Instant.from(after)) <= 0;
  return (
    isLate
      ? day.add({ days: 1 }).toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant()
      : at
  ).toString();
}

/**
 * Breaks as they are typed, `12:00-13:00, 15:00-15:15`, within a shift that begins at `startsAt`.
 * Null when they cannot be read.
 */
export function readBreaks(
  date: string,
  typed: string,
  startsAt: string,
): { from: string; to: string }[] | null {
  const parts = typed
    .split(/[,，、;；]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const breaks = parts.map((part) => {
    const [from, to] = part.split(/[-–~～]/).map((wall) => wall.trim());
    if (!from || !to || !isWall(from) || !isWall(to)) return null;
    // A break at the very start of the shift begins with it.
    const first = momentOn(date, from);
    const begins = first === startsAt ? first : momentOn(date, from, startsAt);
    return { from: begins, to: momentOn(dateOf(begins), to, begins) };
  });
  return breaks.every((one) => one !== null) ? breaks : null;
}

export const isWall = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/** The Taipei date of a moment. */
export function dateOf(at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(ZONE).toPlainDate().toString();
}
