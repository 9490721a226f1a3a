import { withoutPhrasing, withoutWants } from '../search/query.ts';

const SHORTEST = 2;
const LONGEST = 12;

/** The official terms an entry offers for an everyday word: its tags, and the things its question names. */
export function officialTerms(
  { question, tags }: { readonly question: string; readonly tags: readonly string[] },
  limit: number,
): string[] {
  const things = withoutWants(withoutPhrasing(question)).split(/[^\p{L}\p{N}]+/u);
  const terms = [...tags, ...things].map((term) => term.trim());
  const fit = terms.filter((term) => term.length >= SHORTEST && term.length <= LONGEST);
  return [...new Set(fit)].slice(0, limit);
}
