import { expect, test } from 'vitest';
import { isSatisfied, surveyState } from './survey-state.ts';

const expiresAt = Temporal.Instant.from('2026-03-16T00:00:00Z');

test.each([
  ['a day before the end', '2026-03-15T00:00:00Z', false, 'open'],
  ['exactly at the end', '2026-03-16T00:00:00Z', false, 'open'],
  ['a millisecond after the end', '2026-03-16T00:00:00.001Z', false, 'expired'],
  ['after the end, but answered before', '2026-04-01T00:00:00Z', true, 'answered'],
])('an invitation %s', (_when, now, answered, state) => {
  expect(surveyState({ expiresAt, answered }, Temporal.Instant.from(now))).toBe(state);
});

test('four and five are satisfied, three and less are not', () => {
  expect([1, 2, 3, 4, 5].map(isSatisfied)).toEqual([false, false, false, true, true]);
});
