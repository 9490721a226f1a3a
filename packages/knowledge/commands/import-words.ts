import { type CommandContext, newId } from '@1999/platform';
import { and, eq, ne } from 'drizzle-orm';
import { z } from 'zod';
import { FaqWordTrialBody } from '../contract.ts';
import type { Lexicon } from '../domain/search/lexicon.ts';
import { normal } from '../engine.ts';
import { faqWord } from '../io/tables.ts';
import { pairsOfRow } from '../io/word-data.ts';
import { wordEvent } from './word-rows.ts';

/** What an import of words did; `known` pairs were in force already, here or in the lexicon. */
export interface WordCounts {
  readonly accepted: number;
  readonly known: number;
  readonly refused: readonly { readonly line: number; readonly reason: string }[];
}

const { word, terms } = FaqWordTrialBody.shape;
const Pair = z.tuple([word, terms.element]);

/**
 * Puts the pairs of a city's lexicon file (word TAB terms parted by / or 、) in force, in the caller's
 * transaction; whoever imports them has read them. A line that is not right is refused by itself.
 */
export async function importWords(
  { tx, now, journal }: Pick<CommandContext, 'tx' | 'now' | 'journal'>,
  file: string,
  { by, lexicon }: { by: string; lexicon: Lexicon },
): Promise<WordCounts> {
  const counts = { accepted: 0, known: 0 };
  const refused: { line: number; reason: string }[] = [];
  for (const [at, row] of file
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (!row.trim() || row.startsWith('#')) continue;
    for (const pair of pairsOfRow(row)) {
      const parsed = Pair.safeParse(pair);
      const [word = '', term = ''] = parsed.data ?? [];
      const [wordKey, termKey] = [normal(word), normal(term)];
      if (!parsed.success || !wordKey || !termKey || wordKey === termKey) {
        refused.push({ line: at + 1, reason: 'not a word and another term for it' });
        continue;
      }
      const shipped = lexicon.official.get(wordKey)?.includes(termKey) ?? false;
      const decided = { state: 'accepted' as const, decidedAt: now, decidedBy: by };
      const [before] = await tx
        .select({ id: faqWord.id, state: faqWord.state, askedId: faqWord.askedId })
        .from(faqWord)
        .where(
          and(
            eq(faqWord.wordKey, wordKey),
            eq(faqWord.termKey, termKey),
            ne(faqWord.state, 'withdrawn'),
          ),
        )
        .for('update');
      if (shipped || before?.state === 'accepted') {
        counts.known += 1;
        continue;
      }
      const id = before?.id ?? newId();
      if (before) await tx.update(faqWord).set(decided).where(eq(faqWord.id, id));
      else {
        const proposed = { proposedAt: now, proposedBy: by };
        await tx
          .insert(faqWord)
          .values({ id, word, term, wordKey, termKey, ...proposed, ...decided });
      }
      await journal(wordEvent(id, 'faq.wordAccepted', before?.askedId ?? null));
      counts.accepted += 1;
    }
  }
  return { ...counts, refused };
}
