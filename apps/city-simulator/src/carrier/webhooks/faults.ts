import { z } from 'zod';

/**
 * The misbehaviour a real carrier shows now and then, switched on by tests. All are off at first.
 */
export const FaultSwitches = z.strictObject({
  /** How often each status callback is sent; 2 = every one twice, with the same token. */
  copies: z.int().min(1).max(5).default(1),
  /** Holds status callbacks this long, then sends what has gathered in a shuffled order; 0 = off. */
  shuffleMs: z.int().min(0).max(60_000).default(0),
  /** Delays every status callback by this many milliseconds. */
  delayMs: z.int().min(0).max(60_000).default(0),
  /** Drops the status callbacks of these events (`completed`, `participant-leave`, `delivered`…). */
  drop: z.array(z.string()).default([]),
  /** Answers the next `restFailures` REST requests with this status. */
  restStatus: z.union([z.literal(429), z.literal(500), z.literal(503)]).default(429),
  restFailures: z.int().min(0).default(0),
  /** Makes the shuffle the same in every run. */
  seed: z.int().default(1),
});
export type FaultSwitches = z.infer<typeof FaultSwitches>;

/** The switches with everything off. */
export function noFaults(): FaultSwitches {
  return FaultSwitches.parse({});
}

/** A shuffled copy; the same seed gives the same order. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  let state = seed >>> 0 || 1;
  for (let i = result.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
