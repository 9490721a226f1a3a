import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { faqWord } from '../io/tables.ts';
import { lockWord, movedWord, wordEvent } from './word-rows.ts';

/** Takes a pair out of force, or a proposal back. @throws NotFound; Conflict when it is out already. */
export const withdrawWord = command(
  'faq.withdrawWord',
  z.strictObject({ id: Id }),
  async ({ tx, now, actor, journal }, { id }) => {
    const row = await lockWord(tx, id);
    const state = movedWord(row, 'withdraw');
    await tx
      .update(faqWord)
      .set({ state, decidedAt: now, decidedBy: actor.id })
      .where(eq(faqWord.id, id));
    await journal(wordEvent(id, 'faq.wordWithdrawn', row.askedId));
    return { id, state };
  },
);
