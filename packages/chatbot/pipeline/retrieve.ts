import { type KnowledgeResult, search } from '@1999/knowledge';
import { normal } from '@1999/knowledge/engine';
import type { App } from '@1999/platform';
import { chineseTermsOf } from '../domain/english-terms.ts';
import { note, type Step } from './thinking.ts';

/** How many entries the later steps may choose from. */
const TOP = 10;
const FOLLOW_UP = /^(?:那|那麼|還有|然後|所以|如果|假如|and|what about|then|so|if)/iu;
const SHORT = 8;

/**
 * Ranks the entries for the question. A follow-up that finds nothing by itself is asked again with
 * the question before it, and then never answered outright.
 */
export const retrieve: Step = async ({ app, clean, history, language }) => {
  if (language === 'en') return note({ search: await inChinese(app, clean) });
  const alone = await search(app, clean, { limit: TOP });
  if (alone.decision !== 'none' || !isFollowUp(clean)) return note({ search: exact(alone, clean) });
  const before = history.findLast(({ from }) => from === 'citizen')?.text;
  if (!before) return note({ search: alone });
  const together = await search(app, `${before} ${clean}`, { limit: TOP });
  return note({
    search: together.decision === 'answer' ? { ...together, decision: 'choices' } : together,
  });
};

/** An English question by the Chinese words for what it is about, for choices only. */
async function inChinese(app: App, clean: string): Promise<KnowledgeResult> {
  const alone = await search(app, clean, { limit: TOP });
  const terms = alone.decision === 'none' ? chineseTermsOf(clean) : null;
  if (!terms) return exact(alone, clean);
  const found = await search(app, terms, { limit: TOP });
  return found.decision === 'answer' ? { ...found, decision: 'choices' } : found;
}

function isFollowUp(text: string): boolean {
  return FOLLOW_UP.test(text) || [...text].length <= SHORT;
}

/** Somebody who writes, or presses, an entry's own question means that entry. */
function exact(found: KnowledgeResult, text: string): KnowledgeResult {
  const said = normal(text).replaceAll(' ', '');
  const at = found.hits.findIndex(
    ({ entry }) => normal(entry.question).replaceAll(' ', '') === said,
  );
  const hit = found.hits[at];
  if (!hit) return found;
  const others = found.hits.filter((one) => one !== hit);
  return {
    ...found,
    hits: [hit, ...others],
    decision: 'answer',
    confidence: Math.max(0.9, found.confidence),
  };
}
