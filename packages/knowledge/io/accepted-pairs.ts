import type { Reader } from '@1999/platform';
import { sql } from 'drizzle-orm';
import type { LexiconPair } from '../domain/search/lexicon.ts';

/** The city's own pairs that are in force, in the order of their words and terms. */
export async function acceptedPairs(reader: Pick<Reader, 'execute'>): Promise<LexiconPair[]> {
  const rows = await reader.execute<{ word: string; term: string }>(sql`
    select word, term from faq_word where state = 'accepted'
    order by word_key collate "C", term_key collate "C"`);
  return rows.map(({ word, term }) => [word, term]);
}
