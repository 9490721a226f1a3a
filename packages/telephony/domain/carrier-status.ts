import type { FlowEvent } from './call-flow.ts';

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
