import { type App, instantText, type Reader } from '@1999/platform';
import type { z } from 'zod';
import type { FaqWordsAnswer, FaqWordsQuery, WordState } from '../contract.ts';
import { normal } from '../engine.ts';
import { acceptedPairs } from '../io/accepted-pairs.ts';
import { personNames } from './person-names.ts';

interface Row {
  id: string;
  word: string;
  term: string;
  state: WordState;
  asked_id: string | null;
  faq_key: string | null;
  proposed_at: string;
  proposed_by: string | null;
  decided_at: string | null;
  decided_by: string | null;
  total: string;
}

/** The city's own pairs, what waits for somebody first, then the newest; and how many of each state. */
export async function wordList(
  app: App,
  query: FaqWordsQuery,
): Promise<z.output<typeof FaqWordsAnswer>> {
  const sought = normal(query.q ?? '');
  const rows = await app.sql<Row[]>`
    select id, word, term, state, asked_id, faq_key, proposed_at::text, proposed_by,
      decided_at::text, decided_by, count(*) over () as total
    from faq_word
    where (${query.state ?? null}::text is null or state = ${query.state ?? null})
      and (${sought} = '' or strpos(word_key, ${sought}) > 0 or strpos(term_key, ${sought}) > 0)
    order by state <> 'proposed', proposed_at desc, id desc
    limit ${query.limit} offset ${query.offset}`;
  const counts = await app.sql<{ state: WordState; n: string }[]>`
    select state, count(*) as n from faq_word group by state`;
  const states: Record<WordState, number> = { proposed: 0, accepted: 0, withdrawn: 0 };
  for (const { state, n } of counts) states[state] = Number(n);
  const nameOf = await personNames(
    app,
    rows.flatMap((row) => [row.proposed_by, row.decided_by]),
  );
  return {
    total: Number(rows[0]?.total ?? 0),
    states,
    words: rows.map((row) => ({
      id: row.id,
      word: row.word,
      term: row.term,
      state: row.state,
      askedId: row.asked_id,
      faqId: row.faq_key,
      proposedAt: instantText(row.proposed_at),
      proposedBy: nameOf(row.proposed_by),
      decidedAt: row.decided_at && instantText(row.decided_at),
      decidedBy: nameOf(row.decided_by),
    })),
  };
}

/** The terms that a word has in the city's own pairs, those that wait too, as the engine compares them. */
export async function cityTerms(app: App, word: string): Promise<ReadonlySet<string>> {
  const rows = await app.sql<{ term_key: string }[]>`
    select term_key from faq_word where word_key = ${normal(word)} and state <> 'withdrawn'`;
  return new Set(rows.map(({ term_key }) => term_key));
}

/** The pairs in force in the form of a city's lexicon file: word TAB terms parted by 、. */
export async function exportWords(reader: Pick<Reader, 'execute'>): Promise<string> {
  const terms = new Map<string, string[]>();
  for (const [word, term] of await acceptedPairs(reader)) {
    terms.set(word, [...(terms.get(word) ?? []), term]);
  }
  return [...terms].map(([word, all]) => `${word}\t${all.join('、')}\n`).join('');
}
