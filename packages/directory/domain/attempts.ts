/** How many wrong guesses close the door, and for how long. */
export interface GuessLimit {
  readonly failures: number;
  /** Failures older than this no longer count, ms. */
  readonly withinMs: number;
  /** How long the door then stays shut, ms. */
  readonly lockMs: number;
}

/** The guesses counted so far. */
export interface GuessCount {
  readonly failures: number;
  /** When the first of them was made. */
  readonly since: Temporal.Instant;
  readonly lockedUntil: Temporal.Instant | null;
}

/** Milliseconds the door stays shut from `now`; 0 when it is open. */
export function lockedForMs(count: GuessCount | null, now: Temporal.Instant): number {
  if (!count?.lockedUntil) return 0;
  return Math.max(0, count.lockedUntil.epochMilliseconds - now.epochMilliseconds);
}

/** The count after one more wrong guess at `now`. */
export function afterFailure(
  count: GuessCount | null,
  limit: GuessLimit,
  now: Temporal.Instant,
): GuessCount {
  const stale =
    !count ||
    count.lockedUntil !== null ||
    now.epochMilliseconds - count.since.epochMilliseconds >= limit.withinMs;
  const failures = stale ? 1 : count.failures + 1;
  const since = stale ? now : count.since;
  const lockedUntil = failures >= limit.failures ? now.add({ milliseconds: limit.lockMs }) : null;
  return { failures, since, lockedUntil };
}
