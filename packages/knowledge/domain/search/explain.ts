import type { SearchIndex } from './index-of.ts';
import { allTerms, type Query } from './query.ts';
import { isSingle, termsOf } from './terms.ts';

const PLACES = ['question', 'similar', 'tags', 'answer'] as const;

/** One reason for a hit: a term, its share of the score, and where the entry has it. */
export interface TermShare {
  readonly term: string;
  readonly share: number;
  /** False where only the lexicon brought it. */
  readonly said: boolean;
  readonly where: (typeof PLACES)[number][];
}

/**
 * The terms that made an entry a hit, the weightiest first, at most `limit`. Single characters are
 * left out where a pair that holds them counts too: their pair says it better.
 */
export function explain(index: SearchIndex, query: Query, doc: number, limit: number): TermShare[] {
  const entry = index.entries[doc];
  if (!entry) return [];
  const places = PLACES.map((name) => ({
    name,
    terms: new Set([entry[name]].flat().flatMap(termsOf)),
  }));
  const parts: { term: string; score: number }[] = [];
  for (const [term, weight] of allTerms(query)) {
    const postings = index.postings.get(term);
    const at = postings ? postings.docs.indexOf(doc) : -1;
    if (!postings || at < 0) continue;
    parts.push({ term, score: weight * postings.idf * (postings.weights[at] as number) });
  }
  const total = parts.reduce((sum, { score }) => sum + score, 0);
  const pairs = parts.filter(({ term }) => !isSingle(term)).map(({ term }) => term);
  return parts
    .filter(({ term }) => !isSingle(term) || !pairs.some((pair) => pair.includes(term)))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ term, score }) => ({
      term,
      share: score / total,
      said: query.own.has(term),
      where: places.filter(({ terms }) => terms.has(term)).map(({ name }) => name),
    }));
}
