/** Hours of a day in Taipei, `HH:MM`; over midnight where they end before they begin. */
export type Hours = { readonly from: string; readonly to: string } | null;

/** Whether a person may be asked for at this moment: from its first minute until before its last. */
export function isWithinHours(hours: Hours, at: Temporal.Instant): boolean {
  if (!hours) return true;
  const time = at
    .toZonedDateTimeISO('Asia/Taipei')
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
  return hours.from <= hours.to
    ? hours.from <= time && time < hours.to
    : hours.from <= time || time < hours.to;
}
