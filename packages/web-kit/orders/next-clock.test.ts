import type { ClockView } from '@1999/dispatch/contract';
import { expect, test } from 'vitest';
import { nextClock } from './next-clock.ts';

function clock(kind: ClockView['kind'], dueAt: string, metAt: string | null = null): ClockView {
  return {
    kind,
    state: metAt ? 'met' : 'running',
    startedAt: '2026-03-02T01:00:00Z',
    dueAt,
    warnedPercent: null,
    metAt,
    stoppedAt: null,
    breachedAt: null,
    recordedAt: null,
  };
}

test('the clock shown is the running one that is due first', () => {
  const clocks = [
    clock('handle', '2026-03-02T05:00:00Z'),
    clock('acknowledge', '2026-03-02T01:15:00Z', '2026-03-02T01:05:00Z'),
    clock('arrive', '2026-03-02T03:00:00Z'),
  ];
  expect(nextClock(clocks)?.kind).toBe('arrive');
});

test('an order whose clocks have all ended shows none', () => {
  expect(nextClock([clock('arrive', '2026-03-02T03:00:00Z', '2026-03-02T02:00:00Z')])).toBe(
    undefined,
  );
});
