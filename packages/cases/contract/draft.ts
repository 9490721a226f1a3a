import { Id, InstantText } from '@1999/platform/contract';
import { z } from 'zod';

const MAX_DRAFT = 32_000;

/** What an agent has half written; its fields are the console's own business. */
export const DraftData = z.record(z.string().max(100), z.unknown()).superRefine((data, context) => {
  const written = asJson(data);
  if (written === null || written.length > MAX_DRAFT) {
    context.addIssue({ code: 'custom', message: `no more than ${MAX_DRAFT} characters` });
  } else if (BROKEN.test(written)) {
    context.addIssue({ code: 'custom', message: 'must not contain NUL or broken characters' });
  }
});

/** JSON writes NUL and lone surrogates as escapes; a backslash somebody typed stands doubled. */
const BROKEN = /(?<!\\)(\\\\)*\\u(0000|d[89a-f])/i;

/** Null when it is nested too deeply to be written. */
function asJson(data: unknown): string | null {
  try {
    return JSON.stringify(data);
  } catch {
    return null;
  }
}

export const SaveDraftBody = z.strictObject({ citizenId: Id, data: DraftData });

export const Draft = z.strictObject({
  refId: Id,
  citizenId: Id,
  data: z.record(z.string(), z.unknown()),
  savedAt: InstantText,
});
export type Draft = z.infer<typeof Draft>;
