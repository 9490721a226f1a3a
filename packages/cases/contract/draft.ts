import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';

const MAX_DRAFT = 32_000;

/** What an agent has half written; its fields are the console's own business. */
export const DraftData = z.record(z.string().max(100), z.unknown()).superRefine((data, context) => {
  const written = JSON.stringify(data);
  if (written.length > MAX_DRAFT) {
    context.addIssue({ code: 'custom', message: `no more than ${MAX_DRAFT} characters` });
  }
  // JSON.stringify writes NUL and lone surrogates as escapes.
  if (/(?<!\\)(\\\\)*\\u(0000|d[89a-f])/i.test(written)) {
    context.addIssue({ code: 'custom', message: 'must not contain NUL or broken characters' });
  }
});

export const SaveDraftBody = z.strictObject({ citizenId: Id, data: DraftData });

export const Draft = z.strictObject({
  refId: Id,
  citizenId: Id,
  data: z.record(z.string(), z.unknown()),
  savedAt: InstantText,
});
export type Draft = z.infer<typeof Draft>;
