import type { App } from '@1999/platform';
import type { z } from 'zod';
import type { FaqGroups, FaqGroupsBody } from '../contract.ts';
import { groupQuestions } from '../domain/insight/group-questions.ts';
import { knowledgeBase } from '../io/knowledge-base.ts';
import { weigh } from '../io/weigh-questions.ts';
import { search } from './search.ts';

/** Groups questions that ask the same, each group with the entry that comes nearest to its centre. */
export async function questionGroups(
  app: App,
  { questions }: z.output<typeof FaqGroupsBody>,
): Promise<z.output<typeof FaqGroups>> {
  const words = new Map(questions.map(({ id, question }) => [id, question]));
  const known = await app.services.get(knowledgeBase).words(app);
  const groups = groupQuestions(weigh(questions, known));
  return Promise.all(
    groups.map(async ({ centre, ids }) => {
      const [best] = (await search(app, words.get(centre) ?? '', { limit: 1 })).hits;
      const nearest = best ? { faqId: best.entry.id, title: best.entry.question } : null;
      return { centre, ids: [...ids], nearest };
    }),
  );
}
