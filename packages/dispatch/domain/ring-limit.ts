/** In any quarter of an hour one clock rings one telephone so often at most. */
export const RINGS_A_QUARTER = 2;
export const QUARTER_MINUTES = 15;

/** A ring, or a call it joined: of which clock, on which telephone, when. */
export interface Ring {
  readonly phone: string;
  readonly clock: string;
  readonly at: Temporal.Instant;
}

/**
 * Whether a clock may ring a telephone now. Warnings, its breach and every step of the ladder count
 * together, so that nobody is rung three times in a quarter of an hour for one promise; whoever
 * stands on the roster twice is one telephone.
 */
export function mayRing(before: readonly Ring[], next: Ring): boolean {
  const from = next.at.subtract({ minutes: QUARTER_MINUTES });
  const rung = before.filter(
    ({ phone, clock, at }) =>
      phone === next.phone && clock === next.clock && Temporal.Instant.compare(at, from) > 0,
  );
  return rung.length < RINGS_A_QUARTER;
}
