/** Seconds to wait after the first, second, … try that a channel refused. */
const WAITS = [2, 5, 15, 60, 300];

/** A try that has not been answered after this long is taken over: its process is gone. */
export const TRY_TAKES_AT_MOST = { seconds: 30 } as const;

/** How often a delivery is tried in all. */
export const MAX_TRIES = WAITS.length + 1;

/** When to try again after try number `attempt` (from 1) failed at `now`; null: give up. */
export function nextTryAt(attempt: number, now: Temporal.Instant): Temporal.Instant | null {
  const seconds = WAITS[attempt - 1];
  return seconds === undefined ? null : now.add({ seconds });
}
