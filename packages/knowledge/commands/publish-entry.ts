import { Conflict, command } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { FaqKey } from '../contract.ts';
import { faqEntry, faqVersion } from '../io/tables.ts';
import { entryEvent, lockEntry, moved, publicDates } from './entry-rows.ts';

/**
 * Makes the reviewed version the one that everybody sees.
 * @throws NotFound; Conflict when it has not been submitted, or its time is over already.
 */
export const publishEntry = command(
  'faq.publish',
  z.strictObject({ id: FaqKey }),
  async ({ tx, now, journal }, { id }) => {
    const row = await lockEntry(tx, id);
    const state = moved(row, 'publish');
    const { version } = row;
    const [words] = await tx
      .select({ content: faqVersion.content })
      .from(faqVersion)
      .where(and(eq(faqVersion.entryId, row.id), eq(faqVersion.version, version)));
    if (!words) throw new Error(`entry ${row.id} has lost version ${version}`);
    const dates = publicDates(words.content);
    if (dates.validTo && Temporal.Instant.compare(dates.validTo, now) <= 0) {
      throw new Conflict('faq_over', 'Its validity has ended; set a later end first.');
    }
    await tx
      .update(faqEntry)
      .set({ state, publishedVersion: version, ...dates, updatedAt: now })
      .where(eq(faqEntry.id, row.id));
    await journal(entryEvent(row, 'faq.published', version));
    return { id, version };
  },
);
