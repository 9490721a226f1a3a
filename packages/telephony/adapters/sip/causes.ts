import type { LeftReason } from '../../contract/call-control.ts';
import type { HangUp } from '../../domain/call-flow.ts';

/** Cause values of ITU-T Q.850 that mean that somebody hung up, or never took up. */
const BUSY = new Set([17, 21]);
const NO_ANSWER = new Set([18, 19, 20]);
const CLEARED = new Set([0, 16, 31, 32, ...BUSY, ...NO_ANSWER, 26]);

/** How the line of a caller ended: by hand, or because something on the way broke. */
export function hangUpOf(cause: number): HangUp {
  return CLEARED.has(cause) ? 'hangUp' : 'failed';
}

/** Why somebody outside is out again, or was never reached. */
export function leftReasonOf(cause: number, answered: boolean): LeftReason {
  if (answered) return 'hangUp';
  if (BUSY.has(cause)) return 'busy';
  return NO_ANSWER.has(cause) || cause === 16 ? 'noAnswer' : 'failed';
}
