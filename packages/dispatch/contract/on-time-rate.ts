/**
 * Closed on time ÷ (closed + open overdue), between 0 and 1; null while there is nothing to divide
 * by. What is open and late counts against it, so it never shows 100 % beside overdue orders.
 */
export function onTimeRate(counts: {
  readonly closed: number;
  readonly closedOnTime: number;
  readonly openOverdue: number;
}): number | null {
  const whole = counts.closed + counts.openOverdue;
  return whole === 0 ? null : counts.closedOnTime / whole;
}
