import { text } from '@1999/platform/contract';
import { z } from 'zod';

/** `POST /api/faq-groups`: questions to be grouped by what they ask. */
export const FaqGroupsBody = z.strictObject({
  questions: z.array(z.strictObject({ id: text(100), question: text(500) })).max(500),
});

/** The groups, the largest first; `centre` is the question most like the others, and first of `ids`. */
export const FaqGroups = z.array(
  z.object({
    centre: z.string(),
    ids: z.array(z.string()),
    /** The public entry that comes nearest to it. */
    nearest: z.object({ faqId: z.string(), title: z.string() }).nullable(),
  }),
);
export type FaqGroups = z.infer<typeof FaqGroups>;
