import { text } from '@1999/platform/contract';
import { z } from 'zod';

/** What the agent has written of a case so far. Posted, so that it stands in no address. */
export const AssistBody = z.strictObject({ text: text(4000) });

/** What is offered to an agent who writes; nothing of it is filled in unasked. */
export const AssistAnswer = z.object({
  /** Likely types of matter, best first, none where nothing is likely. */
  types: z.array(z.object({ code: z.string(), confidence: z.number() })),
  entries: z.array(z.object({ faqId: z.string(), title: z.string() })),
});
export type AssistAnswer = z.infer<typeof AssistAnswer>;
