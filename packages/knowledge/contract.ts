import { Id, InstantText, text } from '@1999/platform/contract';
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

export const CreateFaqBody = FaqContent.extend({ id: FaqKey.optional() });
export const EditFaqBody = FaqContent.extend({
  /** The version that was read; somebody else's edit since then is a conflict. */
  basedOn: z.number().int().positive(),
});

/** A line of `npm run faq -- import`: what is published, under the id that citations name. */
export const FaqImportLine = z.object({
  ...FaqContent.shape,
  id: z.union([FaqKey, z.number().int().transform(String)]),
});

/** What everybody sees of a published entry. */
export const FaqView = z.object({
  id: z.string(),
  kind: FaqKind,
  question: z.string(),
  answer: z.string(),
  category: z.string(),
  agency: z.string().nullable(),
  links: z.array(FaqLink),
  source: z.string().nullable(),
  sourceUrl: z.string().nullable(),
  reviewBy: z.string().nullable(),
});
export type FaqView = z.infer<typeof FaqView>;

export const FaqSearchHit = z.object({
  faqId: z.string(),
  title: z.string(),
  category: z.string(),
  agency: z.string().nullable(),
  /** The beginning of the answer. */
  excerpt: z.string(),
  score: z.number(),
});

export const FaqSearchAnswer = z.object({
  hits: z.array(FaqSearchHit),
  confidence: z.number(),
  decision: z.enum(['answer', 'choices', 'none']),
});

export const FaqSuggestAnswer = z.array(z.object({ faqId: z.string(), title: z.string() }));

/** An entry in the editor's list. */
export const FaqEntryRow = z.object({
  id: z.string(),
  state: FaqState,
  question: z.string(),
  category: z.string(),
  agency: z.string().nullable(),
  ownerId: Id.nullable(),
  version: z.number().int(),
  /** The version everybody sees, or null. */
  publishedVersion: z.number().int().nullable(),
  similar: z.number().int(),
  reviewBy: z.string().nullable(),
  validTo: InstantText.nullable(),
  updatedAt: InstantText,
});
export type FaqEntryRow = z.infer<typeof FaqEntryRow>;

export const FaqEntryView = z.object({
  entry: FaqEntryRow,
  content: FaqContent,
  versions: z.array(
    z.object({ version: z.number().int(), at: InstantText, by: z.string().nullable() }),
  ),
});
export type FaqEntryView = z.infer<typeof FaqEntryView>;

export const FaqEvents = [
  'faq.created',
  'faq.edited',
  'faq.submitted',
  'faq.published',
  'faq.withdrawn',
  'faq.expired',
] as const;
