/** The states of a call in Twilio's words. */
export type CallStatus =
  | 'queued'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled';

export type CallAction = 'ring' | 'answer' | 'hangUp' | 'refuse' | 'timeOut' | 'fail' | 'cancel';

export class IllegalCallMove extends Error {
  constructor(status: CallStatus, action: CallAction) {
    super(`a call that is ${status} cannot ${action}`);
    this.name = 'IllegalCallMove';
  }
}

const moves: Record<CallStatus, Partial<Record<CallAction, CallStatus>>> = {
  queued: { ring: 'ringing', refuse: 'busy', fail: 'failed', cancel: 'canceled' },
  ringing: {
    answer: 'in-progress',
    refuse: 'busy',
    timeOut: 'no-answer',
    fail: 'failed',
    cancel: 'canceled',
  },
  'in-progress': { hangUp: 'completed', fail: 'failed' },
  completed: {},
  busy: {},
  'no-answer': {},
  failed: {},
  canceled: {},
};

/** The status after `action`. @throws IllegalCallMove when the status does not allow it. */
export function nextStatus(status: CallStatus, action: CallAction): CallStatus {
  const next = moves[status][action];
  if (!next) throw new IllegalCallMove(status, action);
  return next;
}

/** True when nothing can happen to the call any more. */
export function isFinal(status: CallStatus): boolean {
  return Object.keys(moves[status]).length === 0;
}

/** The action that ends a call of this status from outside, or undefined when it is over. */
export function endingAction(status: CallStatus): CallAction | undefined {
  if (isFinal(status)) return undefined;
  return status === 'in-progress' ? 'hangUp' : 'cancel';
}

export type ProgressEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** The call progress event that a status is reported under; every final status is `completed`. */
export function progressEvent(status: CallStatus): ProgressEvent {
  if (status === 'queued') return 'initiated';
  if (status === 'ringing') return 'ringing';
  if (status === 'in-progress') return 'answered';
  return 'completed';
}
