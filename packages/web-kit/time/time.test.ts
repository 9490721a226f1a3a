import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlineState } from './deadline.ts';
import { formatTime } from './format.ts';
import { spanOf, stopwatch } from './span.ts';
import { narrow, type OffsetBounds } from './web-clock.ts';

const start = '2026-11-23T10:00:00Z';
const due = '2026-11-23T14:00:00Z';
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

test.each([
  ['at the start', '2026-11-23T10:00:00Z', 'onTrack'],
  ['a moment before half', '2026-11-23T11:59:59.999Z', 'onTrack'],
  ['at half', '2026-11-23T12:00:00Z', 'halfGone'],
  ['a moment before nine tenths', '2026-11-23T13:35:59.999Z', 'halfGone'],
  ['at nine tenths', '2026-11-23T13:36:00Z', 'nearlyDue'],
  ['exactly at the deadline', '2026-11-23T14:00:00Z', 'nearlyDue'],
  ['a millisecond later', '2026-11-23T14:00:00.001Z', 'overdue'],
])('a four-hour clock %s (%s) is %s', (_, now, state) => {
  expect(deadlineState(due, start, at(now))).toBe(state);
});

test('a matter without a limit has no clock, one without a start is late only when late', () => {
  expect(deadlineState(null, start, at(start))).toBe('noClock');
  expect(deadlineState(due, null, at(due))).toBe('onTrack');
  expect(deadlineState(due, null, at(due) + 1)).toBe('overdue');
});

test.each([
  [0, 'seconds', 0],
  [59_999, 'seconds', 59],
  [60_000, 'minutes', 1],
  [3_599_000, 'minutes', 59],
  [3_600_000, 'hours', 1],
  [86_400_000, 'days', 1],
  [-90_000, 'minutes', 1],
])('%d ms is counted in %s', (ms, unit, count) => {
  const span = spanOf(ms);
  expect([span.unit, span[span.unit]]).toEqual([unit, count]);
});

test('a call timer reads 01:05, and 1:00:05 after an hour', () => {
  expect([stopwatch(65_000), stopwatch(3_605_000)]).toEqual(['01:05', '1:00:05']);
});

test('Chinese dates count ROC years in Taipei time, English ones Gregorian years', () => {
  const late = '2026-11-23T16:30:00Z';
  expect(formatTime(late, 'dateTime', 'zh-Hant-TW')).toMatch(/115年11月24日.*00:30/);
  expect(formatTime(late, 'dateTime', 'en')).toMatch(/24 November 2026.*00:30/);
});

test('whatever the delays, the server’s true offset stays within the bounds, which only narrow', () => {
  const answer = fc.record({
    at: fc.integer({ min: 0, max: 600_000 }),
    there: fc.integer({ min: 0, max: 400 }),
    back: fc.integer({ min: 0, max: 400 }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: -86_400_000, max: 86_400_000 }),
      fc.array(answer, { minLength: 1, maxLength: 30 }),
      (offset, answers) => {
        let bounds: OffsetBounds | undefined;
        for (const { at: sentAt, there, back } of answers) {
          const second = Math.floor((sentAt + there + offset) / 1000) * 1000;
          const next = narrow(bounds, second, sentAt, sentAt + there + back);
          expect(next.low).toBeLessThanOrEqual(offset);
          expect(next.high).toBeGreaterThanOrEqual(offset);
          if (bounds) {
            expect(next.high - next.low).toBeLessThanOrEqual(bounds.high - bounds.low);
          }
          bounds = next;
        }
      },
    ),
  );
});

test('after a step of the server’s clock the newest answer is believed', () => {
  const before = narrow(undefined, 10_000, 0, 20);
  expect(narrow(before, 3_610_000, 100, 120)).toEqual({ low: 3_609_880, high: 3_610_900 });
});
