/** One line of the table, in the form `--json` writes. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same unit, measured in the same run by the simplest thing that does the core of it. */
  readonly reference: number;
  readonly referenceName: string;
  /** value ÷ reference. */
  readonly ratio: number;
  /** How many runs both medians are of. */
  readonly runs: number;
}

/** What a benchmark has measured: one value a run, for itself and for its reference. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly referenceName: string;
  readonly references: readonly number[];
}

/** The figure of some runs: medians, and the ratio of the medians. @throws when a run is missing. */
export function figureOf({ name, unit, values, referenceName, references }: Measured): Figure {
  const [value, reference] = [median(values), median(references)];
  const ratio = value / reference;
  return { name, value, unit, reference, referenceName, ratio, runs: values.length };
}

/** The middle value, or the mean of the middle two. @throws RangeError when there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const pair = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (pair[0] === undefined || pair[1] === undefined) throw new RangeError('nothing was measured');
  return (pair[0] + pair[1]) / 2;
}

/**
 * The smallest value that `percent` (0 < percent ≤ 100) of all values do not exceed (nearest rank).
 * @throws RangeError when there is none.
 */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  if (found === undefined) throw new RangeError('nothing was measured');
  return found;
}

/**
 * The two measurements most rows are of: `NAME.p50` and `NAME.p99` of each run's samples.
 */
export function p50AndP99(
  name: string,
  unit: string,
  runs: readonly (readonly number[])[],
  referenceName: string,
  references: readonly (readonly number[])[],
): Measured[] {
  return [50, 99].map((percent) => ({
    name: `${name}.p${percent}`,
    unit,
    values: runs.map((samples) => percentile(samples, percent)),
    referenceName,
    references: references.map((samples) => percentile(samples, percent)),
  }));
}
