import { AppError, command, Invalid, newId } from '@1999/platform';
import { ProposeWordsBody } from '../contract.ts';
import { normal } from '../engine.ts';
import { preparedWords } from '../io/prepared-words.ts';
import { faqWord } from '../io/tables.ts';
import { wordEvent } from './word-rows.ts';

/**
 * Proposes official terms for an everyday word, each a pair that somebody has to accept.
 * @throws Invalid when a word says nothing or is its own term; 409 when a pair is known already.
 */
export const proposeWords = command(
  'faq.proposeWords',
  ProposeWordsBody,
  async (context, input) => {
    const { app, tx, now, actor, journal } = context;
    const { word, askedId = null, faqId = null } = input;
    const wordKey = normal(word);
    if (!wordKey) throw new Invalid('word_empty', 'It has no letter and no digit.', 'word');
    const shipped = app.services.get(preparedWords).get().lexicon.official.get(wordKey) ?? [];
    const terms = new Map(input.terms.map((term) => [normal(term), term]));
    for (const [termKey, term] of terms) {
      if (!termKey) throw new Invalid('word_empty', 'It has no letter and no digit.', 'terms');
      if (termKey === wordKey) throw new Invalid('word_same', 'It is the word itself.', 'terms');
      if (shipped.includes(termKey)) throw known(term);
    }
    const rows = [...terms].map(([termKey, term]) => ({
      id: newId(),
      word,
      term,
      wordKey,
      termKey,
      state: 'proposed' as const,
      askedId,
      faqKey: faqId,
      proposedAt: now,
      proposedBy: actor.id,
    }));
    const made = await tx.insert(faqWord).values(rows).onConflictDoNothing().returning({
      id: faqWord.id,
    });
    const missing = rows.find(({ id }) => !made.some((one) => one.id === id));
    if (missing) throw known(missing.term);
    await journal(...rows.map(({ id }) => wordEvent(id, 'faq.wordProposed', askedId)));
    return { ids: rows.map(({ id }) => id) };
  },
);

const known = (term: string) =>
  new AppError(409, 'word_known', `The word has this term already: ${term}`, { field: 'terms' });
