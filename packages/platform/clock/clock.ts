/** The only source of time. Instants are whole milliseconds. */
export interface Clock {
  /** The present moment. */
  now(): Temporal.Instant;
  /** Resolves once `now()` has reached `at`, or at once when `signal` aborts. */
  waitUntil(at: Temporal.Instant, signal?: AbortSignal): Promise<void>;
  /** True while the clock cannot be trusted: nothing is swept then, so no breach is written. */
  readonly suspect: boolean;
}

/** Resolves `ms` milliseconds from now on the given clock. */
export function wait(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return clock.waitUntil(clock.now().add({ milliseconds: ms }), signal);
}
