import type { LeftReason } from '../contract/call-control.ts';
import type { FlowEvent } from './call-flow.ts';

/** Why an outside party's line is over, by the carrier's CallStatus. */
export const lineEndReasons: Readonly<Record<string, LeftReason | undefined>> = {
  completed: 'hangUp',
  'no-answer': 'noAnswer',
  canceled: 'cancelled',
  busy: 'busy',
  failed: 'failed',
};

const failed = new Set(['failed', 'busy']);

/**
 * What a carrier's CallStatus says of the caller's line: over, and how; null while it stands. A
 * caller who gives up before our first answer is reported as no-answer: that is no fault.
 */
export function lineEndOf(status: string | undefined): FlowEvent | null {
  if (status === 'completed' || status === 'no-answer' || status === 'canceled') {
    return { type: 'hungUp', how: 'hangUp' };
  }
  return status && failed.has(status) ? { type: 'hungUp', how: 'failed' } : null;
}
