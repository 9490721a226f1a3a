import type { Module } from '@1999/platform';
import { access } from './access.ts';
import { routes } from './http/routes.ts';
import { live, topics } from './live.ts';
import { plugFaqWords } from './purposes.ts';
import { seedDemo } from './seed/seed-demo.ts';
import { expireEntries } from './sweeps/expire-entries.ts';
import { tellOfReview } from './sweeps/tell-of-review.ts';

export { createEntry } from './commands/create-entry.ts';
export { editEntry } from './commands/edit-entry.ts';
export { importEntries } from './commands/import-entries.ts';
export { type Decision, decide, THRESHOLDS } from './domain/search/confidence.ts';
export { faqView, type KnowledgeResult, publishedNow, search, suggest } from './queries/search.ts';

/** FAQ entries and search: one engine for the public site, the bot and the agents' console. */
export const knowledge: Module = {
  name: 'knowledge',
  access,
  routes,
  sweeps: [expireEntries, tellOfReview],
  plug: plugFaqWords,
  live,
  topics,
  seedDemo,
};
