import { type Background, backgroundIdf } from './background.ts';
import type { Settings } from './settings.ts';
import { termsOf } from './terms.ts';

/** An entry as the engine sees it, its texts normalised. */
export interface Searchable {
  readonly id: string;
  readonly question: string;
  readonly similar: readonly string[];
  readonly tags: readonly string[];
  readonly answer: string;
  /** How the question and the tags sound, pair by pair. */
  readonly sounds: readonly string[];
  /** Names who else does it: a topic that is not the city's, and is answered all the same. */
  readonly referral: boolean;
  /** A topic that is not the city's: it competes, and is never an answer. */
  readonly decoy: boolean;
}

/** Where a term stands: documents in ascending order, each with its saturated weight (0–1). */
export interface Postings {
  readonly idf: number;
  readonly docs: Uint32Array;
  readonly weights: Float32Array;
}

/** An immutable index: made once of its entries, then only read. */
export interface SearchIndex {
  readonly entries: readonly Searchable[];
  readonly postings: ReadonlyMap<string, Postings>;
  readonly background: Background;
}

/** How often each term stands in one field, and how many terms it has. */
interface FieldTerms {
  readonly length: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** An entry cut into terms: the part of indexing that does not depend on the other entries. */
export interface Prepared {
  readonly entry: Searchable;
  /** Question, similar questions, tags, answer, sounds. */
  readonly fields: readonly FieldTerms[];
}

/** Cuts an entry into terms. */
export function prepare(entry: Searchable): Prepared {
  const { question, similar, tags, answer, sounds } = entry;
  const texts = [[question], similar, tags, [answer]];
  const fields = texts.map((field) => counted(field.flatMap(termsOf)));
  return { entry, fields: [...fields, counted(sounds)] };
}

function counted(terms: readonly string[]): FieldTerms {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { length: terms.length, counts };
}

/** Indexes entries for BM25 over weighted fields, each field's length held against its own mean. */
export function indexOf(
  prepared: readonly Prepared[],
  background: Background,
  settings: Settings,
): SearchIndex {
  const fields = fieldsOf(settings).map((field, at) => {
    const lengths = prepared.map((one) => one.fields[at]?.length ?? 0).filter((n) => n > 0);
    const mean = lengths.reduce((sum, n) => sum + n, 0) / Math.max(1, lengths.length);
    return { ...field, mean: Math.max(1, mean) };
  });
  const lists = new Map<string, { docs: number[]; weights: number[] }>();
  prepared.forEach((one, doc) => {
    const totals = new Map<string, number>();
    fields.forEach(({ weight, b, mean }, at) => {
      const { length = 0, counts = new Map<string, number>() } = one.fields[at] ?? {};
      const factor = weight / (1 - b + (b * length) / mean);
      for (const [term, count] of counts) {
        totals.set(term, (totals.get(term) ?? 0) + count * factor);
      }
    });
    for (const [term, total] of totals) {
      let list = lists.get(term);
      if (!list) {
        list = { docs: [], weights: [] };
        lists.set(term, list);
      }
      list.docs.push(doc);
      list.weights.push(total / (settings.saturation + total));
    }
  });
  const postings = new Map<string, Postings>();
  for (const [term, { docs, weights }] of lists) {
    const own = Math.log(1 + (prepared.length - docs.length + 0.5) / (docs.length + 0.5));
    const idf = blend(own, term, background, settings);
    postings.set(term, { idf, docs: Uint32Array.from(docs), weights: Float32Array.from(weights) });
  }
  return { entries: prepared.map(({ entry }) => entry), postings, background };
}

/** The idf of a term that no entry has. */
export function idfOutside(index: SearchIndex, term: string, settings: Settings): number {
  const own = Math.log(1 + (index.entries.length + 0.5) / 0.5);
  return blend(own, term, index.background, settings);
}

function blend(own: number, term: string, background: Background, settings: Settings): number {
  const share = background.total === 0 ? 0 : settings.idfOfBackground;
  return (1 - share) * own + share * backgroundIdf(background, term);
}

/** In the order of `Prepared.fields`. */
function fieldsOf(settings: Settings) {
  const { lengthShort: short, lengthLong: long } = settings;
  return [
    { weight: settings.question, b: short },
    { weight: settings.similar, b: long },
    { weight: settings.tags, b: short },
    { weight: settings.answer, b: long },
    { weight: settings.question, b: short },
  ];
}
