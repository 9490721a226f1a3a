import type { App } from '@1999/platform';
import type { FaqTrial } from '../contract.ts';
import { THRESHOLDS } from '../domain/search/confidence.ts';
import { knowledgeBase } from '../io/knowledge-base.ts';
import { search } from './search.ts';

const SHOWN = 5;

/** What the engine would answer to a question now, and what it makes that of. */
export async function faqTrial(app: App, question: string): Promise<FaqTrial> {
  const result = await search(app, question, { limit: SHOWN });
  const engine = await app.services.get(knowledgeBase).current(app);
  const { decision, confidence, coverage, margin, decoy } = result;
  return {
    decision,
    confidence,
    coverage,
    margin,
    decoy,
    thresholds: THRESHOLDS,
    hits: result.hits.map(({ entry, score }) => ({
      faqId: entry.id,
      title: entry.question,
      category: entry.category,
      score,
      terms: engine.explain(question, entry.id),
    })),
  };
}
