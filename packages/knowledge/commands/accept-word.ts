import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { faqWord } from '../io/tables.ts';
import { lockWord, movedWord, wordEvent } from './word-rows.ts';

/** Puts a proposed pair in force, in every process. @throws NotFound; Conflict when it is not proposed. */
export const acceptWord = command(
  'faq.acceptWord',
  z.strictObject({ id: Id }),
  async ({ tx, now, actor, journal }, { id }) => {
    const row = await lockWord(tx, id);
    const state = movedWord(row, 'accept');
    await tx
      .update(faqWord)
      .set({ state, decidedAt: now, decidedBy: actor.id })
      .where(eq(faqWord.id, id));
    await journal(wordEvent(id, 'faq.wordAccepted', row.askedId));
    return { id, state };
  },
);
