import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';
import { FaqContent, FaqState } from './faq-content.ts';

/** An entry in the editor's list. */
export const FaqEntryRow = z.object({
  id: z.string(),
  state: FaqState,
  question: z.string(),
  category: z.string(),
  agency: z.string().nullable(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  version: z.number().int(),
  /** The version everybody sees, or null. */
  publishedVersion: z.number().int().nullable(),
  similar: z.number().int(),
  reviewBy: z.string().nullable(),
  /** It is public, and the day by which somebody should have read it again is over. */
  reviewDue: z.boolean(),
  validTo: InstantText.nullable(),
  updatedAt: InstantText,
});
export type FaqEntryRow = z.infer<typeof FaqEntryRow>;

/** `GET /api/faq-entries`: `q` names words that must all stand in the entry. */
export const FaqEntriesQuery = z.strictObject({
  q: text(200).optional(),
  state: FaqState.optional(),
  category: text(60).optional(),
  owner: z.union([Id, z.literal('nobody')]).optional(),
  /** Only what is public though its review date has passed. */
  reviewDue: z.literal('true').optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type FaqEntriesQuery = z.output<typeof FaqEntriesQuery>;

export const FaqEntriesAnswer = z.object({
  total: z.number().int(),
  entries: z.array(FaqEntryRow),
});

/** What the list can be filtered by, and what waits for somebody's look. */
export const FaqFacets = z.object({
  categories: z.array(z.string()),
  /** Those who may own an entry. */
  editors: z.array(z.object({ id: Id, name: z.string() })),
  states: z.record(FaqState, z.number().int()),
  reviewDue: z.number().int(),
  /** What waits for this person's look: their own and nobody's, and any word to be reviewed. */
  waiting: z.object({
    expired: z.number().int(),
    reviewDue: z.number().int(),
    words: z.number().int(),
  }),
});
export type FaqFacets = z.infer<typeof FaqFacets>;

export const FaqVersionRow = z.object({
  version: z.number().int(),
  at: InstantText,
  /** The person's name where a person wrote it, else what did (`npm run faq`). */
  by: z.string().nullable(),
});

export const FaqEntryView = z.object({
  entry: FaqEntryRow,
  content: FaqContent,
  versions: z.array(FaqVersionRow),
  /** What readers of any version said. */
  ratings: z.object({ helpful: z.number().int(), unhelpful: z.number().int() }),
});
export type FaqEntryView = z.infer<typeof FaqEntryView>;

/** Why an engine's hit is one: a term, and where it stands. */
export const FaqTrialTerm = z.object({
  term: z.string(),
  /** Of the hit's score. */
  share: z.number(),
  /** The words asked held it; else the lexicon brought it. */
  said: z.boolean(),
  where: z.array(z.enum(['question', 'similar', 'tags', 'answer'])),
});

/** `GET /api/faq-trial`: what the engine would answer, and why. */
export const FaqTrial = z.object({
  decision: z.enum(['answer', 'choices', 'none']),
  /** Each from 0 to 1, with the thresholds they are held against. */
  confidence: z.number(),
  coverage: z.number(),
  margin: z.number(),
  thresholds: z.object({
    direct: z.number(),
    directMargin: z.number(),
    choices: z.number(),
  }),
  /** The best topic that is not the city's, and its score. */
  decoy: z.object({ topic: z.string(), score: z.number() }).nullable(),
  hits: z.array(
    z.object({
      faqId: z.string(),
      title: z.string(),
      category: z.string(),
      score: z.number(),
      terms: z.array(FaqTrialTerm),
    }),
  ),
});
export type FaqTrial = z.infer<typeof FaqTrial>;

/** An entry with every field full is shorter. */
const LONGEST_LINE = 150_000;

/** `POST /api/faq-import`: JSON lines; a trial keeps nothing. */
export const FaqImportBody = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(16_000_000)
    .refine((value) => !value.includes('\0') && value.isWellFormed(), {
      message: 'must not contain NUL or broken characters',
    })
    .refine((value) => value.split('\n').every((line) => line.length <= LONGEST_LINE), {
      message: `no line of more than ${LONGEST_LINE} characters; one entry stands on one line`,
    }),
  /** Withdraw every public entry that the text lacks. */
  replace: z.boolean().default(false),
  trial: z.boolean().default(false),
});

/** Why a line of an import was refused. */
export const FaqRefused = z.object({
  line: z.number().int(),
  id: z.string().nullable(),
  code: z.enum(['not_json', 'invalid', 'same_id', 'ends_before_it_begins']),
  /** The field at fault, where there is one. */
  field: z.string().nullable(),
  /** In a developer's words. */
  reason: z.string(),
});
export type FaqRefused = z.infer<typeof FaqRefused>;

/** The report of `POST /api/faq-import`; after a trial it says what would be done. */
export const FaqImportReport = z.object({
  created: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  withdrawn: z.number().int(),
  refused: z.array(FaqRefused),
  /** Fields of right lines that nobody knows; they were left out. */
  unknown: z.array(z.string()),
});
export type FaqImportReport = z.infer<typeof FaqImportReport>;
