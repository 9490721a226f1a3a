import type { App } from '@1999/platform';
import type { z } from 'zod';
import type { FaqCategories, FaqListAnswer, FaqListQuery } from '../contract.ts';
import { knowledgeBase } from '../io/knowledge-base.ts';
import { holdsAt, type PublishedEntry } from './published-entries.ts';

/** The categories that have public entries, with how many, the fullest first. */
export async function faqCategories(app: App): Promise<z.output<typeof FaqCategories>> {
  const counts = new Map<string, number>();
  for (const { category } of await publicEntries(app)) {
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  return [...counts]
    .map(([category, count]) => ({ category, count }))
    .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1));
}

/** The public entries, of one category where it is named, a page of them. */
export async function faqList(
  app: App,
  { category, limit, offset }: z.output<typeof FaqListQuery>,
): Promise<z.output<typeof FaqListAnswer>> {
  const all = (await publicEntries(app)).filter(
    (entry) => !category || entry.category === category,
  );
  const entries = all
    .slice(offset, offset + limit)
    .map(({ id, question, category }) => ({ faqId: id, title: question, category }));
  return { total: all.length, entries };
}

async function publicEntries(app: App): Promise<PublishedEntry[]> {
  const engine = await app.services.get(knowledgeBase).current(app);
  const now = app.clock.now();
  return engine.entries.filter((entry) => holdsAt(entry, now));
}
