import { storedCalendar } from '@1999/calendar';
import type { Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { CalendarVersion, Rules } from '../domain/policy.ts';
import { calendars, policies } from './tables.ts';

/**
 * The rules that decide deadlines: every version of every policy (a few dozen rows) and the newest
 * version of each calendar. They change only with the journal's `policy.*` and `calendar.*`.
 */
export async function currentRules(reader: Reader): Promise<Rules> {
  const [rows, newest] = await Promise.all([
    reader.select().from(policies),
    reader
      .select()
      .from(calendars)
      .where(
        sql`${calendars.version} = (select max(version) from working_calendar newest
          where newest.code = ${calendars.code})`,
      ),
  ]);
  return {
    policies: rows,
    calendars: new Map(newest.map((row) => [row.code, calendarVersion(row)])),
  };
}

/** A stored version as deadlines are counted on it. */
export function calendarVersion(
  row: Pick<typeof calendars.$inferSelect, 'code' | 'version' | 'week' | 'dates'>,
): CalendarVersion {
  const { code, version, week, dates } = row;
  return { version, calendar: storedCalendar({ version: `${code}@${version}`, week, dates }) };
}
