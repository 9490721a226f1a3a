import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';
import { type Certainty, certaintyOf } from './domain/search/confidence.ts';
import { indexOf, type Searchable } from './domain/search/index-of.ts';
import { makeLexicon } from './domain/search/lexicon.ts';
import { normalise } from './domain/search/normalise.ts';
import { queryOf } from './domain/search/query.ts';
import { rank } from './domain/search/rank.ts';
import { SETTINGS, type Settings } from './domain/search/settings.ts';
import { type Suggestable, suggest } from './domain/search/suggest.ts';
import type { WordData } from './io/word-data.ts';

export { termsOf } from './domain/search/terms.ts';
export { readWordData } from './io/word-data.ts';

const toTraditional = Converter({ from: 'cn', to: 'tw' });
/** The library that knows how characters sound knows the Simplified ones better. */
const toSimplified = Converter({ from: 'tw', to: 'cn' });

/** A text in the form in which the engine compares. */
export const normal = (text: string): string => normalise(text, toTraditional);

/** What the engine needs of an entry. */
export interface EngineEntry {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly similar?: readonly string[];
  readonly tags?: readonly string[];
}

/** A hit: the entry, its score, and what share of the first one's score that is. */
export interface EngineHit<E extends EngineEntry> {
  readonly entry: E;
  readonly score: number;
  readonly share: number;
}

/** What a search found, and how sure it is. */
export interface EngineResult<E extends EngineEntry> extends Certainty {
  readonly hits: readonly EngineHit<E>[];
  /** The best topic that is not ours, in the words of the decoys. */
  readonly decoy: { readonly topic: string; readonly score: number } | null;
}

/** An immutable knowledge base in memory. */
export interface Engine<E extends EngineEntry> {
  readonly size: number;
  readonly byId: (id: string) => E | undefined;
  readonly search: (text: string, options?: { limit?: number }) => EngineResult<E>;
  readonly suggest: (typed: string, options?: { limit?: number }) => readonly E[];
}

/** Longer questions are cut: what a person asks stands in the first 500 characters. */
const LONGEST_QUESTION = 500;

/** Builds the index of these entries. It takes about a second for 10,000; searching is quick. */
export function makeEngine<E extends EngineEntry>(
  entries: readonly E[],
  words: WordData,
  settings: Settings = SETTINGS,
): Engine<E> {
  const lexicon = makeLexicon(words.pairs, normal);
  const own = entries.map(
    (entry): Searchable => ({
      id: entry.id,
      question: normal(entry.question),
      similar: (entry.similar ?? []).map(normal),
      tags: (entry.tags ?? []).map(normal),
      answer: normal(entry.answer),
      decoy: false,
    }),
  );
  const decoys = words.decoys.map(
    (topic): Searchable => ({
      id: topic,
      question: normal(topic),
      similar: [],
      tags: [],
      answer: '',
      decoy: true,
    }),
  );
  const index = indexOf([...own, ...decoys], words.background, settings);
  const titles = own.map(suggestable);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    size: entries.length,
    byId: (id) => byId.get(id),
    search: (text, { limit = 10 } = {}) => {
      const query = queryOf(normal(text.slice(0, LONGEST_QUESTION)), lexicon, settings);
      const ranked = rank(index, query, Math.max(2, limit), settings);
      const best = ranked.hits[0]?.score ?? 1;
      const { decoy } = ranked;
      return {
        ...certaintyOf(ranked),
        hits: ranked.hits.slice(0, limit).map(({ doc, score }) => ({
          entry: entries[doc] as E,
          score,
          share: score / best,
        })),
        decoy: decoy && { topic: index.entries[decoy.doc]?.id ?? '', score: decoy.score },
      };
    },
    suggest: (typed, { limit = 8 } = {}) =>
      suggest(titles, normal(typed.slice(0, 100)).replaceAll(' ', ''), limit).map(
        ({ id }) => byId.get(id) as E,
      ),
  };
}

function suggestable({ id, question }: Searchable): Suggestable {
  const title = question.replaceAll(' ', '');
  const syllables = pinyin(toSimplified(title), { toneType: 'none', type: 'array' });
  return {
    id,
    title,
    sound: syllables.join('').toLowerCase(),
    initials: syllables
      .map((one) => one[0] ?? '')
      .join('')
      .toLowerCase(),
  };
}
