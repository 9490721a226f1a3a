import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';
import type { FaqKind } from './contract.ts';
import type { Background } from './domain/search/background.ts';
import { type Certainty, certaintyOf } from './domain/search/confidence.ts';
import { explain, type TermShare } from './domain/search/explain.ts';
import {
  indexOf,
  type Prepared,
  prepare,
  type Searchable,
  type SearchIndex,
} from './domain/search/index-of.ts';
import { type Lexicon, type LexiconPair, makeLexicon } from './domain/search/lexicon.ts';
import { normalise } from './domain/search/normalise.ts';
import { queryOf } from './domain/search/query.ts';
import { rank } from './domain/search/rank.ts';
import { SETTINGS } from './domain/search/settings.ts';
import { pairSounds, type Sounds } from './domain/search/sounds.ts';
import { type Suggestable, suggest } from './domain/search/suggest.ts';
import type { WordData } from './io/word-data.ts';

export { termsOf } from './domain/search/terms.ts';
export { readWordData } from './io/word-data.ts';

/** Simplified characters turned into Traditional ones; all else stays as it was written. */
export const toTraditional: (text: string) => string = Converter({ from: 'cn', to: 'tw' });
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
  /** An entry that names who else does it answers questions that decoys are about. */
  readonly kind?: FaqKind;
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
  readonly entries: readonly E[];
  readonly byId: (id: string) => E | undefined;
  readonly search: (text: string, options?: { limit?: number }) => EngineResult<E>;
  /** Why an entry is a hit for a question: its weightiest terms. */
  readonly explain: (text: string, id: string, options?: { limit?: number }) => TermShare[];
  readonly suggest: (typed: string, options?: { limit?: number }) => readonly E[];
  /** The everyday words it knows. */
  readonly lexicon: Lexicon;
  /** The same entries with these pairs besides; the index is shared, so it costs little. */
  readonly knowing: (pairs: readonly LexiconPair[]) => Engine<E>;
  /** Whether an entry has a term (a normalised character, pair or latin word). */
  readonly has: (term: string) => boolean;
  /** The entries' own questions that hold a word, similar ones too, in whatever form it is written. */
  readonly asking: (word: string) => { entry: E; question: string }[];
}

/** Longer questions are cut: what a person asks stands in the first 500 characters. */
const LONGEST_QUESTION = 500;

/** An entry made ready for the index: the slow part, which other entries do not change. */
export interface PreparedEntry<E extends EngineEntry> {
  readonly entry: E;
  readonly terms: Prepared;
  readonly title: Suggestable;
}

/** The words besides the entries, made ready for the index. */
export interface PreparedWords {
  readonly lexicon: Lexicon;
  readonly decoys: readonly Prepared[];
  readonly background: Background;
  readonly sounds: Sounds;
}

/** Makes an entry ready: about 0.2 ms for one of 200 characters. */
export function prepareEntry<E extends EngineEntry>(
  entry: E,
  { sounds }: Pick<PreparedWords, 'sounds'>,
): PreparedEntry<E> {
  const searchable: Searchable = {
    id: entry.id,
    question: normal(entry.question),
    similar: (entry.similar ?? []).map(normal),
    tags: (entry.tags ?? []).map(normal),
    answer: normal(entry.answer),
    sounds: [entry.question, ...(entry.tags ?? [])].flatMap((text) =>
      pairSounds(normal(text), sounds).map(({ sound }) => sound),
    ),
    referral: entry.kind === 'referral',
    decoy: false,
  };
  return { entry, terms: prepare(searchable), title: suggestable(searchable) };
}

/** Makes lexicon and decoys ready. */
export function prepareWords(words: WordData): PreparedWords {
  const decoys = words.decoys.map((topic) =>
    prepare({
      id: topic,
      question: normal(topic),
      similar: [],
      tags: [],
      answer: '',
      sounds: [],
      referral: false,
      decoy: true,
    }),
  );
  const { background, sounds } = words;
  return { lexicon: makeLexicon(words.pairs, normal), decoys, background, sounds };
}

/** Builds the engine of these entries at once; see `engineOf` for one that is built again and again. */
export function makeEngine<E extends EngineEntry>(
  entries: readonly E[],
  words: WordData,
): Engine<E> {
  const ready = prepareWords(words);
  return engineOf(
    entries.map((entry) => prepareEntry(entry, ready)),
    ready,
  );
}

/** Builds the engine of what was made ready before. */
export function engineOf<E extends EngineEntry>(
  prepared: readonly PreparedEntry<E>[],
  { lexicon, decoys, background, sounds }: PreparedWords,
): Engine<E> {
  const entries = prepared.map(({ entry }) => entry);
  const titles = prepared.map(({ title }) => title);
  const terms = prepared.map((one) => one.terms);
  const index = indexOf([...terms, ...decoys], background, SETTINGS);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return engineOver({ entries, titles, index, byId, sounds }, lexicon);
}

/** What engines that differ in their lexicon alone have in common. */
interface Indexed<E extends EngineEntry> {
  readonly entries: readonly E[];
  readonly titles: readonly Suggestable[];
  readonly index: SearchIndex;
  readonly byId: ReadonlyMap<string, E>;
  readonly sounds: Sounds;
}

function engineOver<E extends EngineEntry>(indexed: Indexed<E>, lexicon: Lexicon): Engine<E> {
  const { entries, titles, index, byId, sounds } = indexed;
  const read = (text: string) =>
    queryOf(normal(text.slice(0, LONGEST_QUESTION)), { lexicon, sounds }, SETTINGS);
  return {
    size: entries.length,
    entries,
    lexicon,
    byId: (id) => byId.get(id),
    knowing: (pairs) =>
      pairs.length === 0
        ? engineOver(indexed, lexicon)
        : engineOver(indexed, makeLexicon(pairs, normal, lexicon)),
    has: (term) => (index.postings.get(term)?.docs[0] ?? entries.length) < entries.length,
    asking: (word) => askingOf(indexed, normal(word)),
    explain: (text, id, { limit = 8 } = {}) =>
      explain(
        index,
        read(text),
        entries.findIndex((entry) => entry.id === id),
        limit,
      ),
    search: (text, { limit = 10 } = {}) => {
      const query = read(text);
      const ranked = rank(index, query, Math.max(2, limit), SETTINGS);
      const best = ranked.hits[0]?.score ?? 1;
      const { decoy } = ranked;
      return {
        ...certaintyOf(ranked, index.entries[ranked.hits[0]?.doc ?? 0]?.referral ?? false),
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

function askingOf<E extends EngineEntry>({ entries, index }: Indexed<E>, word: string) {
  return entries.flatMap((entry, at) => {
    const written = [entry.question, ...(entry.similar ?? [])];
    const compared = index.entries[at];
    return [compared?.question ?? '', ...(compared?.similar ?? [])].flatMap((form, which) =>
      form.includes(word) ? [{ entry, question: written[which] ?? '' }] : [],
    );
  });
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
