import { idfOutside, type SearchIndex } from './index-of.ts';
import type { Query } from './query.ts';
import type { Settings } from './settings.ts';

/** A document and its score; `doc` is its place in the index. */
export interface Scored {
  readonly doc: number;
  readonly score: number;
}

/** The best documents for a question, entries and decoys apart, and the most it could score. */
export interface Ranked {
  readonly hits: readonly Scored[];
  readonly decoy: Scored | null;
  readonly most: number;
}

/** Ranks every entry that shares a term with the question. */
export function rank(index: SearchIndex, query: Query, limit: number, settings: Settings): Ranked {
  const scores = scoresOf(index, query.weights);
  let most = 0;
  for (const [term, weight] of query.own) {
    most += weight * (index.postings.get(term)?.idf ?? idfOutside(index, term, settings));
  }
  return { ...best(index, scores, limit), most };
}

function scoresOf(index: SearchIndex, weights: ReadonlyMap<string, number>): Float32Array {
  const scores = new Float32Array(index.entries.length);
  for (const [term, weight] of weights) {
    const postings = index.postings.get(term);
    if (!postings) continue;
    const { docs, weights: parts, idf } = postings;
    const factor = weight * idf;
    for (let at = 0; at < docs.length; at++) {
      const doc = docs[at] as number;
      scores[doc] = (scores[doc] as number) + factor * (parts[at] as number);
    }
  }
  return scores;
}

function best(index: SearchIndex, scores: Float32Array, limit: number): Omit<Ranked, 'most'> {
  const hits: Scored[] = [];
  let decoy: Scored | null = null;
  for (let doc = 0; doc < scores.length; doc++) {
    const score = scores[doc] as number;
    if (score <= 0) continue;
    if (index.entries[doc]?.decoy) {
      if (score > (decoy?.score ?? 0)) decoy = { doc, score };
    } else if (hits.length < limit || score > (hits.at(-1)?.score ?? 0)) {
      let at = hits.length;
      while (at > 0 && (hits[at - 1]?.score ?? 0) < score) at--;
      hits.splice(at, 0, { doc, score });
      if (hits.length > limit) hits.pop();
    }
  }
  return { hits, decoy };
}
