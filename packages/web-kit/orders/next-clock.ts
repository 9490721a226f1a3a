import type { ClockView } from '@1999/dispatch/contract';

/** The running clock that is due first, or none. */
export function nextClock(clocks: readonly ClockView[]): ClockView | undefined {
  return clocks
    .filter((clock) => !clock.metAt && !clock.stoppedAt)
    .filter((clock) => !clock.pausedAt && clock.state !== 'merged')
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
}
