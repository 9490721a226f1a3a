import { command } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { FaqKey } from '../contract.ts';
import { faqEntry } from '../io/tables.ts';
import { entryEvent, lockEntry, moved } from './entry-rows.ts';

/** Hands a draft to whoever reviews it. @throws NotFound; Conflict when it is no draft. */
export const submitEntry = command(
  'faq.submit',
  z.strictObject({ id: FaqKey }),
  async ({ tx, now, journal }, { id }) => {
    const row = await lockEntry(tx, id);
    const state = moved(row, 'submit');
    await tx.update(faqEntry).set({ state, updatedAt: now }).where(eq(faqEntry.id, row.id));
    await journal(entryEvent(row, 'faq.submitted', row.version));
    return { id, version: row.version };
  },
);
