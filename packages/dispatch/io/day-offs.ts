import { isWorkingDay, TAIPEI } from '@1999/calendar';
import type { Reader } from '@1999/platform';
import { currentRules } from './current-rules.ts';

const OFFICES = 'working';

/** Tells whether the offices rest on the date of a moment in Taipei, by their newest calendar. */
export async function dayOffs(reader: Reader): Promise<(at: Temporal.Instant) => boolean> {
  const calendar = (await currentRules(reader)).calendars.get(OFFICES)?.calendar;
  return (at) =>
    calendar?.kind === 'working' &&
    !isWorkingDay(calendar, at.toZonedDateTimeISO(TAIPEI).toPlainDate());
}
