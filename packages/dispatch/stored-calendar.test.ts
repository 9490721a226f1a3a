import { isWorkingDay, windowsOn, workingCalendar } from '@1999/calendar';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { currentRules } from './io/current-rules.ts';

let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [] });
});
afterAll(() => city.close());

test('the stored national calendar says of each day from 2017 to 2026 what the written one says', async () => {
  const stored = (await currentRules(city.app.db)).calendars.get('working');
  const calendar = stored?.calendar;
  if (calendar?.kind !== 'working') throw new Error('there is no working calendar');
  expect(stored?.version).toBe(1);
  const written = workingCalendar({});
  let worked = 0;
  const end = Temporal.PlainDate.from('2027-01-01');
  for (
    let date = Temporal.PlainDate.from('2017-01-01');
    Temporal.PlainDate.compare(date, end) < 0;
    date = date.add({ days: 1 })
  ) {
    expect(windowsOn(calendar, date), date.toString()).toEqual(windowsOn(written, date));
    worked += Number(isWorkingDay(calendar, date));
  }
  // About 250 a year: a calendar that is all work or all rest must not pass by agreeing with itself.
  expect(worked).toBeGreaterThan(2_400);
  expect(worked).toBeLessThan(2_600);
});
