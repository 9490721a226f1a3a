/** What becomes of an entry that goes back to the queue; its age and its place are not touched. */
export interface BackInQueue {
  readonly state: 'waiting';
  readonly agentId: null;
  readonly slot: null;
  readonly acceptedAt: null;
  readonly forAgent: string | null;
  readonly notFor: string | null;
}

/**
 * An entry waits again where it stood: nobody who came later overtakes it. It may be for one agent
 * first, and for all but one: whoever handed it on.
 */
export function backInQueue(who: {
  forAgent?: string | null;
  notFor?: string | null;
}): BackInQueue {
  const { forAgent = null, notFor = null } = who;
  return { state: 'waiting', agentId: null, slot: null, acceptedAt: null, forAgent, notFor };
}
