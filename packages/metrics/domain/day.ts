/** The moment the present day began in Taipei. */
export function startOfDay(now: Temporal.Instant): Temporal.Instant {
  return now.toZonedDateTimeISO('Asia/Taipei').startOfDay().toInstant();
}

/** `part` of `whole` between 0 and 1; null when there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
