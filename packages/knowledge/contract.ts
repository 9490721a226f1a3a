import { Id, text } from '@1999/platform/contract';
import { z } from 'zod';
import { FaqContent, FaqKey, FaqKind, FaqLink } from './contract/faq-content.ts';

export * from './contract/assist.ts';
export * from './contract/editor.ts';
export * from './contract/events.ts';
export * from './contract/faq-content.ts';
export * from './contract/insight.ts';
export * from './contract/words.ts';

export const CreateFaqBody = FaqContent.extend({ id: FaqKey.optional() });
export const EditFaqBody = FaqContent.extend({
  /** The version that was read; somebody else's edit since then is a conflict. */
  basedOn: z.number().int().positive(),
});

export const GiveFaqBody = z.strictObject({ ownerId: Id.nullable() });
export const RateFaqBody = z.strictObject({ helpful: z.boolean() });
/** `POST /api/calls/:callId/faq-texts`: what is sent to the caller. */
export const TextFaqBody = z.strictObject({ faqId: FaqKey });
/** The number is masked. */
export const FaqTexted = z.object({ deliveryId: Id, phone: z.string() });

/** A line of `npm run faq -- import`: what is published, under the id that citations name. */
export const FaqImportLine = z.object({
  ...FaqContent.shape,
  id: z.union([FaqKey, z.number().int().transform(String)]),
});

const AgencyName = z.object({ zh: z.string(), en: z.string() });

/** What everybody sees of a published entry. */
export const FaqView = z.object({
  id: z.string(),
  kind: FaqKind,
  question: z.string(),
  answer: z.string(),
  category: z.string(),
  agency: z.string().nullable(),
  /** Where `agency` is the code of one of the city's, its names. */
  agencyName: AgencyName.nullable(),
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

/** `GET /api/faq`: the public entries of a category, in the order of their questions' ids. */
export const FaqListQuery = z.strictObject({
  category: text(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export const FaqListAnswer = z.object({
  total: z.number().int(),
  entries: z.array(z.object({ faqId: z.string(), title: z.string(), category: z.string() })),
});
export const FaqCategories = z.array(z.object({ category: z.string(), count: z.number().int() }));
