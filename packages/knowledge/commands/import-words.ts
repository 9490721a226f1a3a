import { type CommandContext, newId } from '@1999/platform';
import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { FaqWordTrialBody } from '../contract.ts';
import type { Lexicon } from '../domain/search/lexicon.ts';
import { normal } from '../engine.ts';
import { faqWord } from '../io/tables.ts';
import { pairsOfRow } from '../io/word-data.ts';
import { wordEvent } from './word-rows.ts';

type Context = Pick<CommandContext, 'tx' | 'now' | 'journal'>;

/** What an import of words did; `known` pairs were in force already, here or in the lexicon. */
export interface WordCounts {
  readonly accepted: number;
  readonly known: number;
  readonly refused: readonly Refused[];
}

interface Refused {
  readonly line: number;
  readonly reason: string;
}

interface Pair {
  readonly word: string;
  readonly term: string;
  readonly wordKey: string;
  readonly termKey: string;
}

/**
 * Puts the pairs of a city's lexicon file (word TAB terms parted by / or 、) in force, in the caller's
 * transaction; whoever imports them has read them. A pair that is not right is refused by itself.
 */
export async function importWords(
  context: Context,
  file: string,
  { by, lexicon }: { by: string; lexicon: Lexicon },
): Promise<WordCounts> {
  const { pairs, refused } = readPairs(file);
  const counts = { accepted: 0, known: 0 };
  for (const pair of pairs) {
    const shipped = lexicon.official.get(pair.wordKey)?.includes(pair.termKey) ?? false;
    const isNew = !shipped && (await putInForce(context, pair, by));
    counts[isNew ? 'accepted' : 'known'] += 1;
  }
  return { ...counts, refused };
}

const { word, terms } = FaqWordTrialBody.shape;
const Words = z.tuple([word, terms.element]);

function readPairs(file: string): { pairs: Pair[]; refused: Refused[] } {
  const pairs: Pair[] = [];
  const refused: Refused[] = [];
  for (const [at, row] of file
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (!row.trim() || row.startsWith('#')) continue;
    for (const words of pairsOfRow(row)) {
      const [word = '', term = ''] = Words.safeParse(words).data ?? [];
      const [wordKey, termKey] = [normal(word), normal(term)];
      if (wordKey && termKey && wordKey !== termKey) pairs.push({ word, term, wordKey, termKey });
      else refused.push({ line: at + 1, reason: 'not a word and another term for it' });
    }
  }
  return { pairs, refused };
}

/** Whether it was not in force before. One that was only proposed is accepted. */
async function putInForce({ tx, now, journal }: Context, pair: Pair, by: string): Promise<boolean> {
  const { wordKey, termKey } = pair;
  const same = and(eq(faqWord.wordKey, wordKey), eq(faqWord.termKey, termKey));
  const [before] = await tx
    .select({ id: faqWord.id, state: faqWord.state, askedId: faqWord.askedId })
    .from(faqWord)
    .where(and(same, ne(faqWord.state, 'withdrawn')))
    .for('update');
  if (before?.state === 'accepted') return false;
  const decided = { state: 'accepted' as const, decidedAt: now, decidedBy: by };
  const id = before?.id ?? newId();
  if (before) await tx.update(faqWord).set(decided).where(eq(faqWord.id, id));
  else {
    await tx.insert(faqWord).values({ id, ...pair, proposedAt: now, proposedBy: by, ...decided });
  }
  await journal(wordEvent(id, 'faq.wordAccepted', before?.askedId ?? null));
  return true;
}
