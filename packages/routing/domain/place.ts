import { AGEING_SECONDS, DANGER_HEAD_START_SECONDS, DANGER_PRIORITY } from '../contract.ts';

/** What an entry's place in the queue hangs on. Times are epoch milliseconds. */
export interface Placed {
  readonly id: string;
  readonly rankAt: number;
}

/**
 * How much longer than it did an entry of this priority counts as having waited, in seconds. A
 * danger's head start is an hour, so it stands before whoever a city ever lets wait; a step of the
 * ordinary priorities is worth a minute.
 */
export function headStartSeconds(priority: number): number {
  return priority >= DANGER_PRIORITY ? DANGER_HEAD_START_SECONDS : priority * AGEING_SECONDS;
}

/**
 * The moment an entry is ranked by, in epoch ms. Since everybody ages alike, the order of two
 * entries never changes while they wait, and nobody who comes later than the head start overtakes.
 */
export function rankAt(priority: number, queuedAt: number): number {
  return queuedAt - headStartSeconds(priority) * 1000;
}

/** The order of the queue; ids only break a tie. */
export function byPlace(a: Placed, b: Placed): number {
  return a.rankAt - b.rankAt || compare(a.id, b.id);
}

/** -1, 0 or 1 by code units, the same in every process. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
