/** One observation: which columns are not zero, their values, and whether it happened. */
export interface Observation {
  readonly columns: readonly number[];
  readonly values: readonly number[];
  readonly happened: boolean;
}

/** The linear part: column `i` has weight `weights[i]`. */
export interface Linear {
  readonly intercept: number;
  readonly weights: readonly number[];
}

const MOST_STEPS = 50;
const SMALL = 1e-9;

/** The probability of a log-odds. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/**
 * Logistic regression with a ridge penalty of `penalty` · |weights|² / 2, the intercept free, by
 * Newton's method: the penalised likelihood has one summit, so the same observations in whatever
 * order give the same weights. @throws RangeError unless some happened and some did not.
 */
export function fitLogistic(
  observations: readonly Observation[],
  columns: number,
  penalty: number,
): Linear {
  const happened = observations.filter((one) => one.happened).length;
  if (happened === 0 || happened === observations.length) {
    throw new RangeError('nothing to tell apart: all happened, or none');
  }
  // The intercept stands last.
  let at = new Float64Array(columns + 1);
  at[columns] = Math.log(happened / (observations.length - happened));
  let loss = lossAt(observations, at, penalty);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const move = newtonStep(observations, at, penalty);
    const next = descend(observations, at, move, loss, penalty);
    if (!next) break;
    const gained = loss - next.loss;
    ({ at, loss } = next);
    if (gained < SMALL) break;
  }
  return { intercept: at[columns] ?? 0, weights: [...at.subarray(0, columns)] };
}

/** The whole step where it helps, else half of it, and so on; null at the summit. */
function descend(
  observations: readonly Observation[],
  at: Float64Array,
  move: Float64Array,
  loss: number,
  penalty: number,
): { at: Float64Array<ArrayBuffer>; loss: number } | null {
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = Float64Array.from(at, (value, index) => value + share * (move[index] ?? 0));
    const nextLoss = lossAt(observations, next, penalty);
    if (nextLoss < loss) return { at: next, loss: nextLoss };
  }
  return null;
}

function logOddsOf({ columns, values }: Observation, at: Float64Array): number {
  let sum = at[at.length - 1] ?? 0;
  for (let i = 0; i < columns.length; i += 1) sum += (at[columns[i] ?? 0] ?? 0) * (values[i] ?? 0);
  return sum;
}

function lossAt(observations: readonly Observation[], at: Float64Array, penalty: number): number {
  let loss = 0;
  for (const one of observations) {
    const odds = logOddsOf(one, at);
    // log(1 + e^odds), which must not overflow.
    loss += Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - (one.happened ? odds : 0);
  }
  for (const weight of at.subarray(0, -1)) loss += (penalty * weight * weight) / 2;
  return loss;
}

/** Where the quadratic approximation at `at` has its summit, as a move from there. */
function newtonStep(
  observations: readonly Observation[],
  at: Float64Array,
  penalty: number,
): Float64Array {
  const size = at.length;
  const uphill = new Float64Array(size);
  const curvature = Array.from({ length: size }, () => new Float64Array(size));
  for (const one of observations) {
    const chance = probability(logOddsOf(one, at));
    const columns = [...one.columns, size - 1];
    const values = [...one.values, 1];
    const pull = (one.happened ? 1 : 0) - chance;
    const bend = chance * (1 - chance);
    for (let i = 0; i < columns.length; i += 1) {
      const row = columns[i] ?? 0;
      const value = values[i] ?? 0;
      uphill[row] = (uphill[row] ?? 0) + pull * value;
      const line = curvature[row];
      if (!line) continue;
      for (let j = 0; j < columns.length; j += 1) {
        const column = columns[j] ?? 0;
        line[column] = (line[column] ?? 0) + bend * value * (values[j] ?? 0);
      }
    }
  }
  curvature.forEach((line, index) => {
    const free = index === size - 1;
    if (!free) uphill[index] = (uphill[index] ?? 0) - penalty * (at[index] ?? 0);
    line[index] = (line[index] ?? 0) + (free ? SMALL : penalty);
  });
  return solve(curvature, uphill);
}

/** Solves a symmetric positive definite system by Cholesky's decomposition. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const lower = matrix.map((line) => Float64Array.from(line));
  const cell = (row: number, column: number) => lower[row]?.[column] ?? 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = cell(row, column);
      for (let k = 0; k < column; k += 1) sum -= cell(row, k) * cell(column, k);
      const line = lower[row];
      if (line) line[column] = row === column ? Math.sqrt(sum) : sum / cell(column, column);
    }
  }
  const found = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    let sum = found[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= cell(row, k) * (found[k] ?? 0);
    found[row] = sum / cell(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = found[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) sum -= cell(k, row) * (found[k] ?? 0);
    found[row] = sum / cell(row, row);
  }
  return found;
}
