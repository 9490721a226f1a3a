import type { chipNames } from '../tokens/tokens.ts';

/** How a clock stands. `noClock` when nothing is due. */
export type DeadlineState = 'onTrack' | 'halfGone' | 'nearlyDue' | 'overdue' | 'noClock';

/** Anything that is a moment on the wire or in code. */
export type Moment = string | Temporal.Instant;

/** A moment as milliseconds since 1970. @throws RangeError for text that is no instant. */
export function toMs(moment: Moment): number {
  const instant = typeof moment === 'string' ? Temporal.Instant.from(moment) : moment;
  return instant.epochMilliseconds;
}

/**
 * The state of a clock that runs from `startedAt` to `dueAt` at `nowMs` (UX: warnings at 50 and
 * 90 %). Exactly at the deadline it is not yet overdue; without a start only "overdue" is told apart.
 */
export function deadlineState(
  dueAt: Moment | null | undefined,
  startedAt: Moment | null | undefined,
  nowMs: number,
): DeadlineState {
  if (!dueAt) return 'noClock';
  const due = toMs(dueAt);
  if (nowMs > due) return 'overdue';
  if (!startedAt) return 'onTrack';
  const start = toMs(startedAt);
  const gone = due > start ? (nowMs - start) / (due - start) : 1;
  if (gone >= 0.9) return 'nearlyDue';
  return gone >= 0.5 ? 'halfGone' : 'onTrack';
}

/** The chip's shape, so that colour never speaks alone, and its name in the tokens. */
export const chips: Record<DeadlineState, { shape: string; token: (typeof chipNames)[number] }> = {
  onTrack: { shape: '○', token: 'on-track' },
  halfGone: { shape: '◔', token: 'half-gone' },
  nearlyDue: { shape: '▲', token: 'nearly-due' },
  overdue: { shape: '◆', token: 'overdue' },
  noClock: { shape: '–', token: 'no-clock' },
};
