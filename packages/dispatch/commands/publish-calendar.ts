import { Conflict, command, newId } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { PublishCalendarBody } from '../contract.ts';
import { calendars, recomputes } from '../io/tables.ts';

export const PublishCalendar = PublishCalendarBody;

/**
 * Publishes a new version of a working calendar, such as one with a typhoon's day off. Every open
 * clock on it is counted anew, in batches behind.
 * @throws Conflict when it was not made from the newest version.
 */
export const publishCalendar = command(
  'calendar.publish',
  PublishCalendar,
  async (context, input) => {
    const { tx, now, actor, journal } = context;
    const { code, basedOn, week, dates } = input;
    const [newest] = await tx.execute<{ version: number }>(sql`
    select coalesce(max(version), 0) as version from working_calendar where code = ${code}`);
    const id = newId();
    const version = basedOn + 1;
    const [made] =
      newest?.version === basedOn
        ? await tx
            .insert(calendars)
            .values({ id, code, version, week, dates, publishedBy: actor.id, publishedAt: now })
            .onConflictDoNothing()
            .returning({ id: calendars.id })
        : [];
    if (!made) throw new Conflict('calendar_moved_on', 'A newer version exists; start from it.');
    await tx.insert(recomputes).values({
      id: newId(),
      calendarCode: code,
      calendarVersion: version,
      askedBy: actor.id,
      askedAt: now,
      nextAt: now,
      orders: 0,
    });
    await journal({
      subjectType: 'calendar',
      subjectId: id,
      type: 'calendar.published',
      payload: { code, version },
    });
    return { calendarId: id, code, version };
  },
);
