import { Id, InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';
import { FaqKey } from './faq-content.ts';

export const WordState = z.enum(['proposed', 'accepted', 'withdrawn']);
export type WordState = z.infer<typeof WordState>;

/** What people say, and what the city calls it. */
const Said = text(20);
const Terms = z.array(text(30)).min(1).max(5);

/** A pair of the city's own lexicon. */
export const FaqWord = z.object({
  id: Id,
  word: z.string(),
  term: z.string(),
  state: WordState,
  /** The bot's question in which it was found. */
  askedId: Id.nullable(),
  /** The entry that was meant. */
  faqId: z.string().nullable(),
  proposedAt: InstantText,
  /** A person's name, or what did it (`npm run faq`). */
  proposedBy: z.string().nullable(),
  decidedAt: InstantText.nullable(),
  decidedBy: z.string().nullable(),
});
export type FaqWord = z.infer<typeof FaqWord>;

/** `GET /api/faq-words`: `q` stands in the word or its term. */
export const FaqWordsQuery = z.strictObject({
  q: text(60).optional(),
  state: WordState.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
export type FaqWordsQuery = z.output<typeof FaqWordsQuery>;

export const FaqWordsAnswer = z.object({
  total: z.number().int(),
  words: z.array(FaqWord),
  states: z.record(WordState, z.number().int()),
});

/** `POST /api/faq-words`: one word, and each of its official terms a pair. */
export const ProposeWordsBody = z.strictObject({
  word: Said,
  terms: Terms,
  askedId: Id.optional(),
  faqId: FaqKey.optional(),
});
export const WordsProposed = z.object({ ids: z.array(Id) });
export const WordMoved = z.object({ id: Id, state: WordState });

/** `POST /api/faq-word-hints`: questions that ask the same, and the entry that was meant. */
export const FaqWordHintsBody = z.strictObject({
  questions: z.array(text(500)).min(1).max(30),
  faqId: FaqKey.optional(),
});
export const FaqWordHints = z.object({
  /** What nobody knows of these questions, by how many of them hold it. */
  words: z.array(z.object({ word: z.string(), questions: z.number().int() })),
  /** Official terms of the entry: its tags, and the things its question names. */
  terms: z.array(z.string()),
  entry: z.object({ faqId: z.string(), title: z.string() }).nullable(),
});
export type FaqWordHints = z.infer<typeof FaqWordHints>;

/** `POST /api/faq-word-trial`: what a word would do before anybody has proposed it. */
export const FaqWordTrialBody = z.strictObject({
  question: text(500),
  word: Said,
  terms: Terms,
  /** What citizens asked of late: those that hold the word are asked again. */
  asked: z.array(text(500)).max(200).default([]),
});

const Answered = z.object({
  decision: z.enum(['answer', 'choices', 'none']),
  hits: z.array(z.object({ faqId: z.string(), title: z.string() })),
});
export const FaqWordTrial = z.object({
  before: Answered,
  after: Answered,
  /** Whether the question holds the word at all; else nothing can change. */
  inQuestion: z.boolean(),
  /** Terms that the word has already, and from where. */
  known: z.array(z.object({ term: z.string(), by: z.enum(['lexicon', 'city']) })),
  /** Of a thousand texts of 100 characters in the language at large, how many hold it, at the most. */
  perThousand: z.number(),
  /** Questions that hold the word, asked again with it and without it. */
  others: z.object({
    /** The knowledge base's own. */
    own: z.object({
      holding: z.number().int(),
      /** Of those holding it, so many were asked again. */
      asked: z.number().int(),
      /** Their first answer would be another one. */
      changed: z.number().int(),
      /** Their own entry would not be first any more. */
      lost: z.number().int(),
    }),
    /** The citizens' that were sent along. */
    citizens: z.object({
      holding: z.number().int(),
      /** Answered or offered something before, and then something else first. */
      changed: z.number().int(),
      /** Not answered before. */
      gained: z.number().int(),
    }),
    examples: z.array(
      z.object({
        question: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
  }),
});
export type FaqWordTrial = z.infer<typeof FaqWordTrial>;
