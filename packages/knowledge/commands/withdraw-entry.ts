import { command } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { FaqKey } from '../contract.ts';
import { faqEntry } from '../io/tables.ts';
import { entryEvent, lockEntry, moved, NOT_PUBLIC } from './entry-rows.ts';

/** Takes an entry out of the public's sight, or back out of review; it is a draft then. @throws NotFound */
export const withdrawEntry = command(
  'faq.withdraw',
  z.strictObject({ id: FaqKey }),
  async ({ tx, now, journal }, { id }) => {
    const row = await lockEntry(tx, id);
    const state = moved(row, 'withdraw');
    await tx
      .update(faqEntry)
      .set({ ...NOT_PUBLIC, state, updatedAt: now })
      .where(eq(faqEntry.id, row.id));
    await journal(entryEvent(row, 'faq.withdrawn', row.version));
    return { id, version: row.version };
  },
);
