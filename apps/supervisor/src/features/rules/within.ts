/** The units a time limit is written in. A working day has no fixed length, so days are none. */
export const UNIT_SECONDS = { hours: 3600, minutes: 60, seconds: 1 } as const;
export type Unit = keyof typeof UNIT_SECONDS;

/** A time limit in the largest unit that tells it whole: 14400 s are 4 hours, 5400 s 90 minutes. */
export function inUnits(seconds: number): { amount: number; unit: Unit } {
  const unit = (Object.keys(UNIT_SECONDS) as Unit[]).find(
    (one) => seconds % UNIT_SECONDS[one] === 0,
  );
  return { amount: seconds / UNIT_SECONDS[unit ?? 'seconds'], unit: unit ?? 'seconds' };
}
