/** How often terms stand in the language at large, so that rare words count though entries are few. */
export interface Background {
  readonly total: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Reads lines of `term TAB count`; the first line is the count of all characters. */
export function readBackground(tsv: string): Background {
  const [first = '0', ...lines] = tsv.trim().split('\n');
  const counts = new Map<string, number>();
  for (const line of lines) {
    const [term = '', count = '0'] = line.split('\t');
    counts.set(term, Number(count));
  }
  return { total: Number(first), counts };
}

/** About how many characters a text has: the rarity of a term is told as that of such texts. */
const TEXT_LENGTH = 100;
const MOST = 11;

/** The idf of a term in the language at large, as if it were cut into texts of 100 characters. */
export function backgroundIdf({ total, counts }: Background, term: string): number {
  if (total === 0) return MOST;
  const share = ((counts.get(term) ?? 0) + 0.5) / total;
  return Math.min(MOST, Math.max(0, -Math.log(1 - Math.exp(-share * TEXT_LENGTH))));
}
