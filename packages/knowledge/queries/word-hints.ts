import type { App } from '@1999/platform';
import type { z } from 'zod';
import type { FaqWordHints, FaqWordHintsBody } from '../contract.ts';
import { officialTerms } from '../domain/insight/official-terms.ts';
import { commonest, unknownWords } from '../domain/insight/unknown-words.ts';
import { normal } from '../engine.ts';
import { knowledgeBase } from '../io/knowledge-base.ts';
import { searchIn } from './search.ts';

const WORDS = 8;
const TERMS = 12;

/**
 * What an editor may make a pair of: the words of these questions that nobody knows, and the terms of
 * the entry that was meant; where none is named, of the one that comes nearest.
 */
export async function wordHints(
  app: App,
  { questions, faqId }: z.output<typeof FaqWordHintsBody>,
): Promise<FaqWordHints> {
  const engine = await app.services.get(knowledgeBase).current(app);
  const known = { lexicon: engine.lexicon, entryHas: engine.has };
  const nearest = () => searchIn(engine, questions[0] ?? '', app.clock.now(), 1).hits[0]?.entry;
  const entry = faqId === undefined ? nearest() : engine.byId(faqId);
  return {
    words: commonest(
      questions.map((question) => unknownWords(normal(question), known)),
      WORDS,
    ),
    terms: entry ? officialTerms(entry, TERMS) : [],
    entry: entry ? { faqId: entry.id, title: entry.question } : null,
  };
}
