import { idfOutside, type SearchIndex } from './index-of.ts';
import type { Query, Weights } from './query.ts';
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
  /** What the first hit scores by the words that were said, without those meant. */
  readonly said: number;
}

/** Ranks every entry that shares a term with the question. */
export function rank(index: SearchIndex, query: Query, limit: number, settings: Settings): Ranked {
  const scores = new Float32Array(index.entries.length);
  add(index, query.own, scores);
  const misheard = new Map<string, string>();
  for (const { pair, sound } of query.sounds) {
    if (!index.postings.has(pair) && index.postings.has(sound)) misheard.set(pair, sound);
  }
  add(index, new Map([...misheard.values()].map((sound) => [sound, settings.sound])), scores);
  const said = scores.slice();
  for (const meanings of query.meanings) addBest(index, meanings, scores, query.own);
  let most = 0;
  for (const [term, weight] of query.own) {
    const known = index.postings.get(term) ?? index.postings.get(misheard.get(term) ?? '');
    most += weight * (known?.idf ?? idfOutside(index, term, settings));
  }
  const found = best(index, scores, limit);
  return { ...found, said: said[found.hits[0]?.doc ?? 0] ?? 0, most };
}

/** Adds to each document what it has of these terms beyond what was said itself. */
function add(index: SearchIndex, weights: Weights, scores: Float32Array, said?: Weights): void {
  for (const [term, weight] of weights) {
    const postings = index.postings.get(term);
    const more = weight - (said?.get(term) ?? 0);
    if (!postings || more <= 0) continue;
    const { docs, weights: parts, idf } = postings;
    const factor = more * idf;
    for (let at = 0; at < docs.length; at++) {
      const doc = docs[at] as number;
      scores[doc] = (scores[doc] as number) + factor * (parts[at] as number);
    }
  }
}

/** Adds to each document the one meaning of a word that it has most of. */
function addBest(
  index: SearchIndex,
  meanings: readonly Weights[],
  scores: Float32Array,
  said: Weights,
): void {
  const most = new Float32Array(scores.length);
  for (const weights of meanings) {
    const these = new Float32Array(scores.length);
    add(index, weights, these, said);
    for (let doc = 0; doc < these.length; doc++) {
      if ((these[doc] as number) > (most[doc] as number)) most[doc] = these[doc] as number;
    }
  }
  for (let doc = 0; doc < most.length; doc++) {
    scores[doc] = (scores[doc] as number) + (most[doc] as number);
  }
}

function best(
  index: SearchIndex,
  scores: Float32Array,
  limit: number,
): Pick<Ranked, 'hits' | 'decoy'> {
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
