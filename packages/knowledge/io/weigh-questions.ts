import type { WeighedQuestion } from '../domain/insight/group-questions.ts';
import { backgroundIdf } from '../domain/search/background.ts';
import { allTerms, queryOf } from '../domain/search/query.ts';
import { SETTINGS } from '../domain/search/settings.ts';
import { normal, type PreparedWords } from '../engine.ts';

/** A question somebody asked. */
export interface Asked {
  readonly id: string;
  readonly question: string;
}

/** Weighs each question's terms, the lexicon's too, by how rare they are in the language. */
export function weigh(asked: readonly Asked[], words: PreparedWords): WeighedQuestion[] {
  return asked.map(({ id, question }) => {
    const query = queryOf(normal(question), words, SETTINGS);
    const terms = new Map<string, number>();
    for (const [term, weight] of allTerms(query)) {
      terms.set(term, weight * backgroundIdf(words.background, term));
    }
    return { id, terms };
  });
}
