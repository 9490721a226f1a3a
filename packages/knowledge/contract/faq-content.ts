import { InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';

/** The name under which people and other systems know an entry, for example `bus-0012`. */
export const FaqKey = text(100);

export const FaqState = z.enum(['draft', 'review', 'published', 'expired']);
export type FaqState = z.infer<typeof FaqState>;

/** What an entry does: tell what the city does, or name who else does it (a right answer as well). */
export const FaqKind = z.enum(['city', 'referral']);
export type FaqKind = z.infer<typeof FaqKind>;

const WebAddress = text(500).refine(
  (url) => /^https?:\/\/[^\s]+$/.test(url),
  'must be an http(s) address',
);

export const FaqLink = z.strictObject({ title: text(100), url: WebAddress });
export type FaqLink = z.infer<typeof FaqLink>;

/** The words of an entry; every version keeps its own. */
export const FaqContent = z.strictObject({
  kind: FaqKind.default('city'),
  question: text(500),
  answer: text(20_000),
  category: text(60),
  /** Who answers for it, in the city's own name for the agency. */
  agency: text(100).nullable().default(null),
  /** Other ways to ask the same. The editor asks for four at least. */
  similar: z.array(text(500)).max(100).default([]),
  tags: z.array(text(60)).max(50).default([]),
  links: z.array(FaqLink).max(20).default([]),
  /** What its facts are from, by name and address. */
  source: text(500).nullable().default(null),
  sourceUrl: WebAddress.nullable().default(null),
  validFrom: InstantText.nullable().default(null),
  validTo: InstantText.nullable().default(null),
  /** The date by which somebody should read it again. */
  reviewBy: z.iso.date().nullable().default(null),
});
export type FaqContent = z.infer<typeof FaqContent>;

/** How many similar questions the editor asks for. */
export const SIMILAR_ASKED_FOR = 4;
