import type { App } from '@1999/platform';
import type { AssistAnswer } from '../contract.ts';
import { likelyTypes } from '../domain/likely-types.ts';
import { typeIndex } from '../io/type-index.ts';
import { search } from './search.ts';

const ENTRIES = 3;

/** What may help an agent who writes this: likely types of matter, and entries of the knowledge base. */
export async function assist(app: App, text: string): Promise<AssistAnswer> {
  const types = (await app.services.get(typeIndex).current(app)).search(text, { limit: 3 });
  const found = await search(app, text, { limit: ENTRIES });
  const entries = found.decision === 'none' ? [] : found.hits;
  return {
    types: likelyTypes(types).map(({ entry, share }) => ({
      code: entry.id,
      confidence: Math.min(1, share * types.confidence),
    })),
    entries: entries.map(({ entry }) => ({ faqId: entry.id, title: entry.question })),
  };
}
