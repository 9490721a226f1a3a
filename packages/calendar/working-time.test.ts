import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ALWAYS,
  addWorkingDays,
  addWorkingTime,
  deadline,
  formatRocDate,
  isWorkingDay,
  workingCalendar,
  workingTimeBetween,
  yymmdd,
} from './index.ts';

const office = workingCalendar({});
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`);
const hours = (count: number) => count * 3_600_000;
const MINUTE = 60_000;

test.each([
  ['2026-02-20', false, 'a holiday in lieu on a Friday'],
  ['2026-03-02', true, 'a plain Monday'],
  ['2026-03-07', false, 'a plain Saturday'],
  ['2023-06-17', true, 'a make-up Saturday, before they were abolished'],
  ['2025-12-25', false, 'Constitution Day, a holiday for all since 2025'],
  ['2024-12-25', true, 'the same day a year earlier'],
])('%s is a working day: %s (%s)', (date, works) => {
  expect(isWorkingDay(office, Temporal.PlainDate.from(date))).toBe(works);
});

test.each([
  ['2026-03-02T13:30', 4, '2026-03-02T17:30', 'due at the end of the window, not the next morning'],
  ['2026-03-02T11:00', 2, '2026-03-02T14:30', 'lunch does not count'],
  ['2026-03-06T17:00', 1, '2026-03-09T08:30', 'nor does the weekend'],
  ['2026-02-13T17:30', 8, '2026-02-23T17:30', 'nor the whole Spring Festival'],
  ['2026-03-07T10:00', 1, '2026-03-09T09:00', 'a report on Saturday starts on Monday'],
])('%s and %i h end at %s: %s', (from, span, due) => {
  expect(addWorkingTime(office, at(from), hours(span)).equals(at(due))).toBe(true);
});

test('a typhoon day off decided the night before moves the deadline by that day', () => {
  const typhoon = workingCalendar({ version: 'typhoon', overrides: { '2026-03-03': [] } });
  const start = at('2026-03-02T16:30');
  expect(addWorkingTime(office, start, hours(2)).equals(at('2026-03-03T09:00'))).toBe(true);
  expect(addWorkingTime(typhoon, start, hours(2)).equals(at('2026-03-04T09:00'))).toBe(true);
});

test('thirty working days of a petition skip every holiday between', () => {
  const due = addWorkingDays(office, Temporal.PlainDate.from('2026-01-30'), 30);
  expect(due.toString()).toBe('2026-03-23');
});

test('windows that overlap, run backwards or are no time of day are refused', () => {
  const make = (from: string, to: string) => () => workingCalendar({ hours: [{ from, to }] });
  expect(make('12:00', '08:00')).toThrow(RangeError);
  expect(make('08:00', '25:00')).toThrow(RangeError);
  const overlap = [
    { from: '08:00', to: '12:00' },
    { from: '11:59', to: '13:00' },
  ];
  expect(() => workingCalendar({ hours: overlap })).toThrow(RangeError);
});

test('a calendar that never works says so instead of searching for ever', () => {
  const never = workingCalendar({ hours: [], days: [] });
  expect(() => addWorkingTime(never, at('2026-03-02T08:00'), 1)).toThrow('no working time');
});

test('warnings of a 4-hour danger stand at 2 h, 3 h and 3 h 36 min on the 24×7 clock', () => {
  const start = at('2026-02-17T23:00');
  const { dueAt, warnAt } = deadline(ALWAYS, start, hours(4), [50, 75, 90]);
  expect(dueAt.equals(start.add({ hours: 4 }))).toBe(true);
  expect(warnAt.map((one) => one.since(start).total('minutes'))).toEqual([120, 180, 216]);
});

test('dates are shown with ROC years and put into numbers as the city sees them', () => {
  const lateEvening = Temporal.Instant.from('2026-03-01T16:30:00Z');
  expect(formatRocDate(lateEvening, 'zh-Hant-TW')).toBe('民國115年3月2日');
  expect(formatRocDate(lateEvening, 'en')).toBe('2 March 2026');
  expect(yymmdd(lateEvening)).toBe('260302');
});

const moment = fc
  .integer({ min: 0, max: 60 * 24 * 60 })
  .map((minutes) => at('2026-01-20T00:00').add({ minutes }));
const span = fc.integer({ min: 0, max: 40 * 60 });

/** The plain reference: walk the city's clock minute by minute. */
function countedMinutes(from: Temporal.Instant, to: Temporal.Instant): number {
  let count = 0;
  for (let now = from; Temporal.Instant.compare(now, to) < 0; now = now.add({ minutes: 1 })) {
    const local = now.toZonedDateTimeISO('Asia/Taipei');
    const minute = local.hour * 60 + local.minute;
    const inHours = (minute >= 480 && minute < 720) || (minute >= 810 && minute < 1050);
    if (inHours && isWorkingDay(office, local.toPlainDate())) count += 1;
  }
  return count;
}

test('working time between two moments is what counting the minutes gives', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 0, max: 6 * 24 * 60 }), (from, minutes) => {
      const to = from.add({ minutes });
      expect(workingTimeBetween(office, from, to)).toBe(countedMinutes(from, to) * MINUTE);
    }),
    { numRuns: 40 },
  );
});

test('adding working time and measuring it are each other’s inverse, and parts add up', () => {
  fc.assert(
    fc.property(moment, span, span, (from, a, b) => {
      const first = addWorkingTime(office, from, a * MINUTE);
      const both = addWorkingTime(office, from, (a + b) * MINUTE);
      expect(workingTimeBetween(office, from, first)).toBe(a * MINUTE);
      expect(addWorkingTime(office, first, b * MINUTE).equals(both)).toBe(true);
      if (a > 0) {
        const justBefore = first.subtract({ milliseconds: 1 });
        expect(workingTimeBetween(office, from, justBefore)).toBe(a * MINUTE - 1);
      }
    }),
    { numRuns: 300 },
  );
});
