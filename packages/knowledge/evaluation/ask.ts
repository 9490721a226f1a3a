import type { FaqKind } from '../contract.ts';
import type { Answered } from '../domain/evaluation/score.ts';
import { type EngineEntry, makeEngine } from '../engine.ts';
import { readWordData } from '../io/word-data.ts';
import type { EvalQuestion } from './shipped.ts';

/** What an evaluation needs of an entry. */
export interface EvalEntry extends EngineEntry {
  readonly category: string;
  readonly kind: FaqKind;
}

/** Puts every question to the engine of these entries. */
export function askAll(
  entries: readonly EvalEntry[],
  questions: readonly EvalQuestion[],
): Answered[] {
  const engine = makeEngine(entries, readWordData());
  return questions.map(({ q, faq_id: faqId, kind }) => {
    const { hits, ...certainty } = engine.search(q, { limit: 10 });
    const category = faqId === null ? '' : (engine.byId(faqId)?.category ?? '');
    const ranked = hits.map(({ entry }) => entry.id);
    return { q, faqId, kind, category, certainty, ranked, firstKind: hits[0]?.entry.kind ?? null };
  });
}
