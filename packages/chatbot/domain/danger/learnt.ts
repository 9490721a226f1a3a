/** What each term of a sentence says for danger (positive) or against it, as learnt of examples. */
export interface DangerWeights {
  readonly weights: ReadonlyMap<string, number>;
  readonly bias: number;
  /** From this score on a sentence may tell of danger. */
  readonly threshold: number;
}

/** A sentence as its terms, and whether it tells of danger. */
export interface Example {
  readonly terms: readonly string[];
  readonly danger: boolean;
}

/** How much a sentence of these terms sounds like danger; above 0 more likely than not. */
export function dangerScore(
  terms: readonly string[],
  { weights, bias }: Pick<DangerWeights, 'weights' | 'bias'>,
): number {
  const distinct = new Set(terms);
  let sum = 0;
  for (const term of distinct) sum += weights.get(term) ?? 0;
  return bias + sum / Math.sqrt(distinct.size || 1);
}

const EPOCHS = 60;
const STEP = 0.5;
const DECAY = 1e-4;

/**
 * Learns the weights by logistic regression (adaptive gradient steps, a fixed order, so the same for
 * the same examples), dangers and peaceful sentences counting alike in all however many there are.
 */
export function learnWeights(
  examples: readonly Example[],
): Pick<DangerWeights, 'weights' | 'bias'> {
  const rows = examples.map(({ terms, danger }) => ({ terms: [...new Set(terms)], danger }));
  const dangers = rows.filter(({ danger }) => danger).length;
  const share = (danger: boolean) => rows.length / 2 / (danger ? dangers : rows.length - dangers);
  const weights = new Map<string, number>();
  const squares = new Map<string, number>();
  let [bias, biasSquares] = [0, 1e-6];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let at = 0; at < rows.length; at++) {
      const row = rows[(at * 7_919 + epoch * 104_729) % rows.length];
      if (!row || row.terms.length === 0) continue;
      const chance = 1 / (1 + Math.exp(-dangerScore(row.terms, { weights, bias })));
      const slope = (chance - (row.danger ? 1 : 0)) * share(row.danger);
      biasSquares += slope * slope;
      bias -= (STEP * slope) / Math.sqrt(biasSquares);
      for (const term of row.terms) {
        const known = weights.get(term) ?? 0;
        const own = slope / Math.sqrt(row.terms.length) + DECAY * known;
        const square = (squares.get(term) ?? 1e-3) + own * own;
        squares.set(term, square);
        weights.set(term, known - (0.3 * STEP * own) / Math.sqrt(square));
      }
    }
  }
  return { weights, bias };
}

/** Below this a weight moves nothing and is not kept. */
const LEAST = 0.1;

/** The weights as lines: what they were learnt of, bias and threshold, then `term TAB weight`. */
export function printWeights(of: string, { weights, bias, threshold }: DangerWeights): string {
  const kept = [...weights].filter(([, weight]) => Math.abs(weight) >= LEAST);
  kept.sort(([one], [other]) => (one < other ? -1 : 1));
  const head = [`of\t${of}`, `bias\t${bias.toFixed(3)}`, `threshold\t${threshold.toFixed(3)}`];
  return `${[...head, ...kept.map(([term, weight]) => `${term}\t${weight.toFixed(2)}`)].join('\n')}\n`;
}

/** Reads what `printWeights` wrote. */
export function readWeights(lines: string): DangerWeights & { readonly of: string } {
  const [of, bias, threshold, ...rest] = lines
    .trim()
    .split('\n')
    .map((line) => line.split('\t') as [string, string]);
  const weights = new Map(rest.map(([term, weight]) => [term, Number(weight)]));
  return {
    of: of?.[1] ?? '',
    bias: Number(bias?.[1]),
    threshold: Number(threshold?.[1]),
    weights,
  };
}
