import { search } from '@1999/knowledge';
import type { App } from '@1999/platform';
import type { Citation } from '../contract.ts';

/** How many choices a person is given at the most. */
export const CHOICES = 3;

/** Entries on what a text is about, as choices; none where the engine is not sure of any. */
export async function nearby(app: App, text: string): Promise<Citation[]> {
  const found = await search(app, text, { limit: CHOICES });
  if (found.decision === 'none') return [];
  return found.hits.map(({ entry }) => ({ faqId: entry.id, title: entry.question }));
}
