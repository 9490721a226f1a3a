/** Of a chat that waits, what decides whether its citizen may leave a number instead. */
export interface Wait {
  readonly queuedAt: Temporal.Instant;
  /** Whether anybody is at work who might come. */
  readonly anybodyAtWork: boolean;
  readonly callBackAfterSeconds: number;
}

/** Whoever has waited long, or waits while nobody is at work, may leave a telephone number. */
export function maySkipTheQueue(wait: Wait, now: Temporal.Instant): boolean {
  const waited = now.since(wait.queuedAt).total('seconds');
  return !wait.anybodyAtWork || waited >= wait.callBackAfterSeconds;
}
