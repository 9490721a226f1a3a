/** A call that has not been heard of for so long after it was placed is lost: it rings 25 s. */
export const RINGS_AT_MOST = { seconds: 75 } as const;
/** While it is being answered, every key and every reading is a sign of it. */
export const TALKS_AT_MOST = { minutes: 2 } as const;
/** A duty officer who has asked for an agent may talk for so long without a sign. */
export const WITH_AGENT_AT_MOST = { hours: 1 } as const;
/** When to look again whether a telephone is free that takes no more orders. */
export const LINE_FREE_AGAIN = { seconds: 5 } as const;

/** What waits for a call, as far as its turn goes. */
export interface Waiting {
  readonly id: string;
  readonly urgent: boolean;
  readonly dueAt: Temporal.Instant | null;
  readonly queuedAt: Temporal.Instant;
}

/** Whose turn it is: dangers first, then what is due first, then what has waited longest. */
export function inTurn(a: Waiting, b: Waiting): number {
  if (a.urgent !== b.urgent) return a.urgent ? -1 : 1;
  if (a.dueAt && b.dueAt) {
    const due = Temporal.Instant.compare(a.dueAt, b.dueAt);
    if (due !== 0) return due;
  } else if (a.dueAt || b.dueAt) return a.dueAt ? -1 : 1;
  return Temporal.Instant.compare(a.queuedAt, b.queuedAt) || (a.id < b.id ? -1 : 1);
}

/** Why a message on a call that has ended was not answered. */
export function reasonUnanswered(
  call: { readonly answered: boolean; readonly reason: string },
  spoken: boolean,
): string {
  if (!call.answered) return call.reason;
  if (call.reason === 'lost' || call.reason === 'askedForAgent') return call.reason;
  return spoken ? 'noKey' : 'callEnded';
}

/** A telephone that let so many calls ring out within so long is not rung for another. */
const RING_OUTS = 3;
export const SILENT_FOR = Temporal.Duration.from({ minutes: 15 });

/** Whether ringing it once more would only be a nuisance, and lose time. */
export function isSilent(rangOut: number): boolean {
  return rangOut >= RING_OUTS;
}
