/** How well confidence parts questions with an entry from those without. */
export interface Separation {
  readonly auc: number;
  readonly low: number;
  readonly high: number;
}

/** The chance that a question with an entry is surer than one without; ties count half. */
export function aucOf(inside: readonly number[], outside: readonly number[]): number {
  const all = [
    ...inside.map((v) => ({ v, mine: true })),
    ...outside.map((v) => ({ v, mine: false })),
  ];
  all.sort((a, b) => a.v - b.v);
  let sum = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.v === all[from]?.v) to++;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at++) if (all[at]?.mine) sum += rank;
    from = to;
  }
  const [n, m] = [inside.length, outside.length];
  return (sum - (n * (n + 1)) / 2) / (n * m);
}

const DRAWS = 500;

/**
 * The AUC with a bootstrap interval of 95 %, the same for the same numbers. Null when either side
 * is empty.
 */
export function separation(
  inside: readonly number[],
  outside: readonly number[],
): Separation | null {
  if (inside.length === 0 || outside.length === 0) return null;
  let state = 1_999;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const drawn = (from: readonly number[]) =>
    from.map(() => from[Math.floor(next() * from.length)] as number);
  const aucs = Array.from({ length: DRAWS }, () => aucOf(drawn(inside), drawn(outside)));
  aucs.sort((a, b) => a - b);
  const at = (share: number) => aucs[Math.floor(share * (DRAWS - 1))] as number;
  return { auc: aucOf(inside, outside), low: at(0.025), high: at(0.975) };
}
