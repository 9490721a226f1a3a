/** What past weeks say of an hour of the week. */
export interface HourHistory {
  /** Calls in this hour of this weekday, one figure for each past week. */
  readonly sameWeekdayHour: readonly number[];
  /** Calls in this hour of every past day. */
  readonly sameHour: readonly number[];
}

export type ForecastBasis = 'sameWeekdayHour' | 'sameHour' | 'none';

export interface ExpectedCalls {
  readonly calls: number;
  readonly basis: ForecastBasis;
  /** How many past hours it rests on. */
  readonly samples: number;
}

/** So many weeks make a weekday's own mean worth more than all days' together. */
const ENOUGH_WEEKS = 2;
/** As if so many calls had come exactly as expected before today's told anything. */
const STEADY_CALLS = 30;
/** A day is taken to be at most so many times its weekday, whatever the first hour brought. */
const WILDEST_DAY = 9;

/** The mean of the same hour of the same weekday; of every day while there are too few weeks. */
export function expectedCalls(history: HourHistory): ExpectedCalls {
  const { sameWeekdayHour, sameHour } = history;
  if (sameWeekdayHour.length >= ENOUGH_WEEKS) {
    return {
      calls: mean(sameWeekdayHour),
      basis: 'sameWeekdayHour',
      samples: sameWeekdayHour.length,
    };
  }
  if (sameHour.length > 0) {
    return { calls: mean(sameHour), basis: 'sameHour', samples: sameHour.length };
  }
  return { calls: 0, basis: 'none', samples: 0 };
}

/**
 * How much busier the last hours were than the history says: the factor for those to come. A few
 * calls move it little; a typhoon's morning moves it up to nine times (New York, 2003).
 */
export function dayFactor(seen: number, expected: number): number {
  const factor = (seen + STEADY_CALLS) / (expected + STEADY_CALLS);
  return Math.min(WILDEST_DAY, Math.max(1 / WILDEST_DAY, factor));
}

/**
 * Mean patience in seconds, by the waits of everybody and the count of those who gave up: whoever
 * was answered had at least that much patience. Infinite when nobody gave up.
 * L. Brown et al., Statistical analysis of a telephone call center, JASA 100 (2005).
 */
export function meanPatience(totalWaitSeconds: number, abandoned: number): number {
  return abandoned === 0 ? Number.POSITIVE_INFINITY : totalWaitSeconds / abandoned;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
