import { text } from '@1999/platform/contract';
import { z } from 'zod';

/** A word and its official terms as they are sent. */
export interface WordDraft {
  readonly word: string;
  readonly terms: readonly string[];
}

const MOST_TERMS = 5;
const LONGEST_TERM = 30;

/** The form: the terms stand in one field, parted by 、 or commas. */
export const WordForm = z
  .object({
    word: text(20),
    terms: z
      .string()
      .trim()
      .min(1)
      .refine((value) => termsOf(value).length > 0, 'words.terms.none')
      .refine((value) => termsOf(value).length <= MOST_TERMS, 'words.terms.many')
      .refine(
        (value) => termsOf(value).every((term) => term.length <= LONGEST_TERM),
        'words.terms.long',
      ),
  })
  .refine(({ word, terms }) => !termsOf(terms).includes(word), {
    path: ['terms'],
    error: 'error.word_same',
  });

/** What is sent of the form; null while it is not right. */
export function draftOf(values: z.input<typeof WordForm>): WordDraft | null {
  const parsed = WordForm.safeParse(values);
  if (!parsed.success) return null;
  return { word: parsed.data.word, terms: termsOf(parsed.data.terms) };
}

/** The terms in a field, each once. */
export function termsOf(value: string): string[] {
  const terms = value.split(/[、,，/|\n\t]/).map((term) => term.trim());
  return [...new Set(terms.filter(Boolean))];
}

/** A field's text with a term more, or without it where it is there already. */
export function withTerm(value: string, term: string): string {
  const terms = termsOf(value);
  const next = terms.includes(term) ? terms.filter((one) => one !== term) : [...terms, term];
  return next.join('、');
}
