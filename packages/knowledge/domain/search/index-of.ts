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

/** Indexes entries for BM25 over weighted fields, each field's length held against its own mean. */
export function indexOf(
  entries: readonly Searchable[],
  background: Background,
  settings: Settings,
): SearchIndex {
  const cut = entries.map((entry) => fieldsOf(entry, settings));
  const means = [0, 1, 2, 3].map((field) => {
    const lengths = cut.map((fields) => fields[field]?.terms.length ?? 0).filter((n) => n > 0);
    return lengths.reduce((sum, n) => sum + n, 0) / Math.max(1, lengths.length);
  });
  const lists = new Map<string, { docs: number[]; weights: number[] }>();
  cut.forEach((fields, doc) => {
    const counts = new Map<string, number>();
    fields.forEach(({ terms, weight, b }, field) => {
      const norm = 1 - b + (b * terms.length) / Math.max(1, means[field] ?? 1);
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + weight / norm);
    });
    for (const [term, count] of counts) {
      const list = lists.get(term) ?? { docs: [], weights: [] };
      lists.set(term, list);
      list.docs.push(doc);
      list.weights.push(count / (settings.saturation + count));
    }
  });
  const postings = new Map<string, Postings>();
  for (const [term, { docs, weights }] of lists) {
    const own = Math.log(1 + (entries.length - docs.length + 0.5) / (docs.length + 0.5));
    const idf = blend(own, term, background, settings);
    postings.set(term, { idf, docs: Uint32Array.from(docs), weights: Float32Array.from(weights) });
  }
  return { entries, postings, background };
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

function fieldsOf(entry: Searchable, settings: Settings) {
  const { lengthShort: short, lengthLong: long } = settings;
  return [
    { terms: termsOf(entry.question), weight: settings.question, b: short },
    { terms: entry.similar.flatMap(termsOf), weight: settings.similar, b: long },
    { terms: entry.tags.flatMap(termsOf), weight: settings.tags, b: short },
    { terms: termsOf(entry.answer), weight: settings.answer, b: long },
  ];
}
