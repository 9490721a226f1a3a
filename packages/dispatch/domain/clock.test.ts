import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Clock, clockState, end, isLive } from './clock.ts';

const START = Temporal.Instant.from('2026-03-02T01:00:00Z');
const after = (ms: number) => START.add({ milliseconds: ms });
const fresh = (withinMs: number): Clock => ({
  startedAt: START,
  dueAt: after(withinMs),
  warnedPercent: null,
  metAt: null,
  stoppedAt: null,
  breachedAt: null,
  recordedAt: null,
});

test('exactly at the due time is met; a millisecond later it is a breach that stands', () => {
  const clock = fresh(900_000);
  expect(clockState(end(clock, 'met', after(900_000)), after(900_000))).toBe('met');
  const late = end(clock, 'met', after(900_001));
  expect(clockState(late, after(900_001))).toBe('metLate');
  expect(late.breachedAt?.equals(clock.dueAt)).toBe(true);
});

test('a screen shows the breach the moment it is one, before any sweep has been there', () => {
  expect(clockState(fresh(1000), after(1000))).toBe('running');
  expect(clockState(fresh(1000), after(1001))).toBe('breached');
});

test('a clock stopped in time is just stopped; stopped too late it stays a breach', () => {
  expect(clockState(end(fresh(1000), 'stopped', after(1000)), after(9000))).toBe('stopped');
  expect(clockState(end(fresh(1000), 'stopped', after(1001)), after(9000))).toBe('breached');
});

/** What may happen to one clock: time passes, a sweep looks, somebody meets or stops it. */
const happening = fc.oneof(
  fc.record({ what: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 1500 }) }),
  fc.record({ what: fc.constantFrom('sweep' as const, 'meet' as const, 'stop' as const) }),
);

test('whatever happens in whatever order, the clock agrees with a plain reference', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3000 }),
      fc.array(happening, { maxLength: 20 }),
      (withinMs, story) => {
        let clock = fresh(withinMs);
        let now = 0;
        let endedAt: number | null = null;
        let how: 'met' | 'stopped' | null = null;
        for (const step of story) {
          if (step.what === 'pass') now += step.ms;
          else if (step.what === 'sweep') clock = swept(clock, after(now));
          else if (isLive(clock)) {
            how = step.what === 'meet' ? 'met' : 'stopped';
            clock = end(clock, how, after(now));
            endedAt = now;
          }
          const late = (endedAt ?? now) > withinMs;
          const expected = late ? (how === 'met' ? 'metLate' : 'breached') : (how ?? 'running');
          expect(clockState(clock, after(now))).toBe(expected);
          if (clock.breachedAt) expect(clock.breachedAt.equals(after(withinMs))).toBe(true);
          if (endedAt !== null) expect(clock.breachedAt !== null).toBe(late);
        }
      },
    ),
  );
});

/** What the sweep's statement does to a row, said plainly. */
function swept(clock: Clock, now: Temporal.Instant): Clock {
  const due = isLive(clock) && !clock.breachedAt && Temporal.Instant.compare(now, clock.dueAt) > 0;
  return due ? { ...clock, breachedAt: clock.dueAt, recordedAt: now } : clock;
}
