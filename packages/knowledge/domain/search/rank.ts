import { idfOutside, type SearchIndex } from './index-of.ts';
import type { Meant, Query, Weights } from './query.ts';
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
  /** What a term counts that no entry has: the measure of a score, whatever the number of entries. */
  readonly rarest: number;
}

/** Ranks every entry that shares a term with the question. */
export function rank(index: SearchIndex, query: Query, limit: number, settings: Settings): Ranked {
  const { scores, said, most } = scoresOf(index, query, settings);
  const words = query.words.map((word) => scoresOf(index, word, settings).scores);
  const ordered = askForEach(words, scores, settings.wordMissing);
  const { hits, decoy } = best(index, ordered, limit);
  const first = hits[0]?.doc ?? 0;
  // What the first one scores tells how sure it is, so it stays: the others stand further behind.
  const back = (scores[first] as number) / (ordered[first] || 1);
  const scaled = ({ doc, score }: Scored) => ({ doc, score: score * back });
  const rarest = idfOutside(index, '', settings);
  return {
    hits: hits.map(scaled),
    decoy: decoy && scaled(decoy),
    said: said[first] ?? 0,
    most,
    rarest,
  };
}

interface Scores {
  readonly scores: Float32Array;
  /** By the words that were said, without those meant. */
  readonly said: Float32Array;
  /** The most that a document could score by the words that were said. */
  readonly most: number;
}

function scoresOf(index: SearchIndex, query: Query, settings: Settings): Scores {
  const scores = new Float32Array(index.entries.length);
  add(index, query.own, scores);
  const misheard = new Map<string, string>();
  for (const { pair, sound } of query.sounds) {
    if (!index.postings.has(pair) && index.postings.has(sound)) misheard.set(pair, sound);
  }
  add(index, new Map([...misheard.values()].map((sound) => [sound, settings.sound])), scores);
  const said = scores.slice();
  const worthOf = (weights: Weights) => {
    let worth = 0;
    for (const [term, weight] of weights) {
      const known = index.postings.get(term) ?? index.postings.get(misheard.get(term) ?? '');
      worth += weight * (known?.idf ?? idfOutside(index, term, settings));
    }
    return worth;
  };
  for (const meant of query.meanings) addMeant(index, meant, worthOf(meant.said), scores);
  return { scores, said, most: worthOf(query.own) };
}

/**
 * Who types words means each of them: a document counts less, by `missing` at the most, the further
 * it stands behind the best one in the word that it has least of.
 */
function askForEach(
  words: readonly Float32Array[],
  scores: Float32Array,
  missing: number,
): Float32Array {
  const known = words
    .map((word) => ({ word, most: word.reduce((most, score) => Math.max(most, score), 0) }))
    .filter(({ most }) => most > 0);
  if (known.length < 2) return scores;
  return scores.map((score, doc) => {
    let least = 1;
    for (const { word, most } of known) least = Math.min(least, (word[doc] as number) / most);
    return score * (1 - missing * (1 - least));
  });
}

/** Adds to each document what it has of these terms, times `share`. */
function add(index: SearchIndex, weights: Weights, scores: Float32Array, share = 1): void {
  for (const [term, weight] of weights) {
    const postings = index.postings.get(term);
    if (!postings || weight <= 0) continue;
    const { docs, weights: parts, idf } = postings;
    const factor = share * weight * idf;
    for (let at = 0; at < docs.length; at++) {
      const doc = docs[at] as number;
      scores[doc] = (scores[doc] as number) + factor * (parts[at] as number);
    }
  }
}

/**
 * Adds to each document the one meaning of an everyday word that it has most of, as far as that is
 * more than it has of the word itself. No meaning is worth more than the word: of a common word's
 * rare meanings an entry would be found that the rest of the question does not ask for.
 */
function addMeant(
  index: SearchIndex,
  { said, official }: Meant,
  worth: number,
  scores: Float32Array,
): void {
  const had = new Float32Array(scores.length);
  add(index, said, had);
  const most = new Float32Array(scores.length);
  for (const weights of official) {
    let whole = 0;
    for (const [term, weight] of weights) whole += weight * (index.postings.get(term)?.idf ?? 0);
    if (whole === 0) continue;
    const these = new Float32Array(scores.length);
    add(index, weights, these, Math.min(1, worth / whole));
    for (let doc = 0; doc < these.length; doc++) {
      if ((these[doc] as number) > (most[doc] as number)) most[doc] = these[doc] as number;
    }
  }
  for (let doc = 0; doc < most.length; doc++) {
    const more = (most[doc] as number) - (had[doc] as number);
    if (more > 0) scores[doc] = (scores[doc] as number) + more;
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
