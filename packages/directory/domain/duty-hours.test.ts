import { describe, expect, test } from 'vitest';
import { onDuty } from './duty-hours.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const day = { from: '08:00', to: '17:30', weekdays: [1, 2, 3, 4, 5] };
const night = { from: '22:00', to: '06:00', weekdays: [5] };

/** 2026-03-02 is a Monday, 2026-03-06 a Friday. Taipei time. */
function at(local: string): Temporal.Instant {
  return Temporal.Instant.from(`${local}+08:00`);
}

describe('a duty contact', () => {
  test.each([
    [
      'day and night of every day',
      { from: null, to: null, weekdays: everyDay },
      '2026-03-08T03:00',
      true,
    ],
    [
      'day and night of weekdays, on Sunday',
      { from: null, to: null, weekdays: [1, 2, 3, 4, 5] },
      '2026-03-08T03:00',
      false,
    ],
    ['office hours, at their first moment', day, '2026-03-02T08:00', true],
    ['office hours, a millisecond before', day, '2026-03-02T07:59:59.999', false],
    ['office hours, at their end', day, '2026-03-02T17:30', false],
    ['office hours, on Saturday', day, '2026-03-07T09:00', false],
    ['Friday night, on Friday evening', night, '2026-03-06T22:00', true],
    ['Friday night, on Saturday morning', night, '2026-03-07T05:59:59', true],
    ['Friday night, at its end', night, '2026-03-07T06:00', false],
    ['Friday night, on Friday morning', night, '2026-03-06T05:00', false],
    ['Friday night, on Saturday evening', night, '2026-03-07T23:00', false],
  ])('with %s', (_name, hours, local, expected) => {
    expect(onDuty(hours, at(local))).toBe(expected);
  });
});
