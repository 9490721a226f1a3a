import type { ClockKind, ClockState, OrderAction } from '../contract.ts';

/** What a clock's row says of it. */
export interface Clock {
  readonly startedAt: Temporal.Instant;
  readonly dueAt: Temporal.Instant;
  readonly warnedPercent: number | null;
  readonly metAt: Temporal.Instant | null;
  readonly stoppedAt: Temporal.Instant | null;
  readonly breachedAt: Temporal.Instant | null;
  readonly recordedAt: Temporal.Instant | null;
  /** Stands still since. */
  readonly pausedAt?: Temporal.Instant | null;
  /** The order is a duplicate: its parent's clocks stand for it since. */
  readonly mergedAt?: Temporal.Instant | null;
}

/** Which clocks an action meets, and which it makes void. The others run on. */
export const clocksOf: Record<OrderAction, { meets: ClockKind[]; stops: ClockKind[] }> = {
  acknowledge: { meets: ['acknowledge'], stops: [] },
  arrive: { meets: ['arrive'], stops: [] },
  // The server's receipt of the report decides, whatever becomes of the closing (I9).
  report: { meets: ['arrive', 'handle', 'reportBack'], stops: [] },
  verify: { meets: [], stops: [] },
  close: { meets: ['reply', 'petition'], stops: [] },
  // The citizen's time runs through while an order looks for its agency.
  return: { meets: [], stops: [] },
  reassign: { meets: [], stops: [] },
  rule: { meets: ['ruling'], stops: [] },
  release: {
    meets: ['reply', 'petition'],
    stops: ['acknowledge', 'arrive', 'handle', 'reportBack', 'ruling'],
  },
  // Others do the work now; that it was handed over must still be reported back.
  handOff: { meets: ['acknowledge'], stops: ['arrive', 'handle'] },
  // A new cycle has clocks of its own.
  reopen: { meets: [], stops: [] },
  refuse: { meets: [], stops: [] },
  // An answer is owed, and nothing urgent any more.
  petition: { meets: [], stops: ['arrive', 'handle', 'reportBack', 'reply'] },
};

/** Whether the clock still runs. */
export function isLive(clock: Clock): boolean {
  return clock.metAt === null && clock.stoppedAt === null;
}

/** Whether its due time counts now: it runs, and is neither paused nor its parent's to keep. */
export function counts(clock: Clock): boolean {
  return isLive(clock) && !clock.pausedAt && !clock.mergedAt;
}

/** Exactly at the due time is in time; the first millisecond after it is not. */
export function isPast(clock: Pick<Clock, 'dueAt'>, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(at, clock.dueAt) > 0;
}

/**
 * The clock after it was met or stopped at `at`. Too late records the breach at its due time,
 * unless the sweep has; a recorded breach always stands. `at` is read under the row's lock, so it
 * is never before the moment at which a sweep recorded a breach.
 */
export function end<C extends Clock>(clock: C, how: 'met' | 'stopped', at: Temporal.Instant): C {
  const late = isPast(clock, at) && clock.breachedAt === null;
  return {
    ...clock,
    ...(how === 'met' ? { metAt: at } : { stoppedAt: at }),
    ...(late ? { breachedAt: clock.dueAt, recordedAt: at } : {}),
  };
}

/** What the state asks of a clock: its due time, and of the others only whether they have come. */
type Standing = Pick<Clock, 'dueAt' | 'warnedPercent'> &
  Partial<Record<'metAt' | 'stoppedAt' | 'breachedAt' | 'mergedAt' | 'pausedAt', unknown>>;

/** The clock's state at `now`, whether or not a sweep has been there (invariant I7). */
export function clockState(clock: Standing, now: Temporal.Instant): ClockState {
  if (clock.metAt) return clock.breachedAt ? 'metLate' : 'met';
  if (clock.stoppedAt) return clock.breachedAt ? 'breached' : 'stopped';
  if (clock.breachedAt) return 'breached';
  if (clock.mergedAt) return 'merged';
  if (clock.pausedAt) return 'paused';
  if (isPast(clock, now)) return 'breached';
  return clock.warnedPercent === null ? 'running' : 'warned';
}
