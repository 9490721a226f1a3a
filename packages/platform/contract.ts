import { z } from 'zod';

/** A uuid (v7 when it is ours): the identity of every row that people or systems may name. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Text a person wrote: trimmed, at least one and at most `max` UTF-16 units. NUL and lone
 * surrogates are refused because PostgreSQL's text and jsonb cannot hold them.
 */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\0') && !LONE_SURROGATE.test(value), {
      message: 'must not contain NUL or broken characters',
    });
}

/** A moment as ISO 8601 with an offset; the wire form of `Temporal.Instant`. */
export const InstantText = z.iso.datetime({ offset: true });

/** The one form of every error answer. `code` is stable; `message` is for a developer to read. */
export const ErrorBody = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** The roles a signed-in person may have. */
export const Role = z.enum(['agent', 'supervisor', 'agency', 'admin', 'inspector']);
export type Role = z.infer<typeof Role>;

/** What a capability token opens; its subject names the one object it opens. */
export const Capability = z.enum(['call', 'case', 'survey', 'order', 'chat']);
export type Capability = z.infer<typeof Capability>;

/** A journal event as other rooms and live clients see it: ids and codes, never personal data. */
export const JournalEvent = z.object({
  id: Id,
  position: z.number().int().nonnegative(),
  subjectType: z.string(),
  subjectId: Id,
  threadId: Id.nullable(),
  type: z.string(),
  version: z.number().int().positive(),
  payload: z.record(z.string(), z.unknown()),
  actor: z.object({ kind: z.string(), id: z.string().nullable() }),
  at: InstantText,
});
export type JournalEvent = z.infer<typeof JournalEvent>;

/** What a socket and `/api/changes` carry: enough to know what to fetch again. */
export const Change = z.object({
  position: z.number().int(),
  topics: z.array(z.string()),
  type: z.string(),
  subjectType: z.string(),
  subjectId: Id,
  threadId: Id.nullable(),
  at: InstantText,
});
export type Change = z.infer<typeof Change>;
