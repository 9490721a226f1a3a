const ZONE = 'Asia/Taipei';

/** When a duty contact may be rung. Absent hours mean day and night of the given weekdays. */
export interface DutyHours {
  /** Taipei wall time, `HH:MM` or `HH:MM:SS`; a `to` before `from` is on the next morning. */
  readonly from: string | null;
  readonly to: string | null;
  /** ISO weekdays, Monday 1 to Sunday 7. A night belongs to the day it begins on. */
  readonly weekdays: readonly number[];
}

/** Whether the contact is on duty at `at`: from the first second on, up to but not at the last. */
export function onDuty(hours: DutyHours, at: Temporal.Instant): boolean {
  const local = at.toZonedDateTimeISO(ZONE);
  const today = local.dayOfWeek;
  if (hours.from === null || hours.to === null) return hours.weekdays.includes(today);
  const time = local.toPlainTime();
  const from = Temporal.PlainTime.from(hours.from);
  const to = Temporal.PlainTime.from(hours.to);
  const afterFrom = Temporal.PlainTime.compare(time, from) >= 0;
  const beforeTo = Temporal.PlainTime.compare(time, to) < 0;
  if (Temporal.PlainTime.compare(from, to) < 0) {
    return hours.weekdays.includes(today) && afterFrom && beforeTo;
  }
  const yesterday = local.subtract({ days: 1 }).dayOfWeek;
  return (
    (hours.weekdays.includes(today) && afterFrom) ||
    (hours.weekdays.includes(yesterday) && beforeTo)
  );
}
