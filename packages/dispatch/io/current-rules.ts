import { storedCalendar } from '@1999/calendar';
import type { Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { CalendarVersion, Rules } from '../domain/policy.ts';
import { calendars, policies } from './tables.ts';

/** The rules last read, by the rows they are made of. A process has one city; a test has several. */
const known = new Map<string, Rules>();
const MOST_KNOWN = 4;

/**
 * The rules that decide deadlines: every version of every policy (a few dozen rows) and the newest
 * version of each calendar. Their rows are only ever added, so which there are says all of what
 * they say: they are read again only when a row has come that this process does not know.
 */
export async function currentRules(reader: Reader): Promise<Rules> {
  const [row] = await reader.execute<{ stamp: string }>(sql`
    select md5(string_agg(id::text, '' order by id)) as stamp from (
      select id from dispatch_policy union all select id from working_calendar) as rule`);
  const stamp = row?.stamp ?? '';
  const before = known.get(stamp);
  if (before) return before;
  const rules = await readRules(reader);
  for (const old of [...known.keys()].slice(0, known.size - MOST_KNOWN + 1)) known.delete(old);
  known.set(stamp, rules);
  return rules;
}

async function readRules(reader: Reader): Promise<Rules> {
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
