import { expect, test } from 'vitest';
import { dateOf, momentOn, readBreaks, weekFrom } from './roster-week.ts';

test('a week begins on Monday, in Taipei', () => {
  // Sunday evening in UTC is Monday morning in Taipei.
  const week = weekFrom(Date.UTC(2026, 2, 1, 20), 0);
  expect(week.map(({ date }) => date)).toEqual([
    '2026-03-02',
    '2026-03-03',
    '2026-03-04',
    '2026-03-05',
    '2026-03-06',
    '2026-03-07',
    '2026-03-08',
  ]);
  expect(week[0]?.from).toBe('2026-03-01T16:00:00Z');
  expect(weekFrom(Date.UTC(2026, 2, 1, 20), 1)[0]?.date).toBe('2026-03-09');
});

test('a night shift ends on the next morning, and its break lies where it belongs', () => {
  const startsAt = momentOn('2026-03-02', '23:00');
  expect(momentOn('2026-03-02', '07:00', startsAt)).toBe('2026-03-02T23:00:00Z');
  expect(readBreaks('2026-03-02', '03:00-03:30', startsAt)).toEqual([
    { from: '2026-03-02T19:00:00Z', to: '2026-03-02T19:30:00Z' },
  ]);
  expect(readBreaks('2026-03-02', '23:30-00:15', startsAt)).toEqual([
    { from: '2026-03-02T15:30:00Z', to: '2026-03-02T16:15:00Z' },
  ]);
  expect(dateOf('2026-03-02T16:15:00Z')).toBe('2026-03-03');
});

test('several breaks are told apart; what is none is refused', () => {
  const startsAt = momentOn('2026-03-02', '08:00');
  expect(readBreaks('2026-03-02', '10:00-10:15、12:00–13:00', startsAt)).toHaveLength(2);
  expect(readBreaks('2026-03-02', '', startsAt)).toEqual([]);
  expect(readBreaks('2026-03-02', 'noon', startsAt)).toBeNull();
});
