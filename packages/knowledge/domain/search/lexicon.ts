/** Everyday words and the official terms that entries use for them, both normalised. */
export interface Lexicon {
  readonly official: ReadonlyMap<string, readonly string[]>;
  readonly longest: number;
}

/** One pair of the lexicon: what people say, and what the city calls it. */
export type LexiconPair = readonly [everyday: string, official: string];

/** Makes the lexicon of its pairs, beside those of another; a word may have several official terms. */
export function makeLexicon(
  pairs: Iterable<LexiconPair>,
  normal: (text: string) => string,
  beside?: Lexicon,
): Lexicon {
  const official = new Map(beside?.official);
  let longest = beside?.longest ?? 0;
  for (const [word, term] of pairs) {
    const [from, to] = [normal(word), normal(term)];
    if (!from || !to || from === to) continue;
    const known = official.get(from) ?? [];
    if (!known.includes(to)) official.set(from, [...known, to]);
    longest = Math.max(longest, from.length);
  }
  return { official, longest };
}

/** An everyday word where it stands in a text, and its official terms. */
export interface SaidWord {
  readonly from: number;
  readonly to: number;
  readonly official: readonly string[];
}

/**
 * The everyday words in a normalised text, with their official terms. A longer word hides the
 * shorter ones inside it: 老人卡 is not also 老人.
 */
export function saidWords({ official, longest }: Lexicon, text: string): SaidWord[] {
  const found: SaidWord[] = [];
  for (let from = 0; from < text.length; ) {
    let to = from + 1;
    for (let size = Math.min(longest, text.length - from); size > 0; size--) {
      const terms = official.get(text.slice(from, from + size));
      if (!terms) continue;
      to = from + size;
      found.push({ from, to, official: terms });
      break;
    }
    from = to;
  }
  return found;
}
