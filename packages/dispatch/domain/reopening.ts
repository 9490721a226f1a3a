/** An order may be reopened for so long after it was closed; later a new one is issued. */
export const REOPEN_DAYS = 30;

/** Whether an order closed at `endedAt` may still be reopened; exactly at the end it may. */
export function mayReopen(endedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, endedAt.add({ hours: REOPEN_DAYS * 24 })) <= 0;
}
