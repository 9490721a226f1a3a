/** The day in Taipei that a moment falls on, such as 2026-03-01. */
export function localDay(at: Temporal.Instant): string {
  return at.toZonedDateTimeISO('Asia/Taipei').toPlainDate().toString();
}
