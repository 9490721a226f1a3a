import { command, NotFound, newId } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { FaqKey, RateFaqBody } from '../contract.ts';
import { faqEntry, faqRating } from '../io/tables.ts';

/** Notes whether a public entry helped. Nothing is kept of who says so. @throws NotFound */
export const rateEntry = command(
  'faq.rate',
  RateFaqBody.extend({ id: FaqKey }),
  async ({ tx, now, journal }, { id, helpful }) => {
    const [row] = await tx
      .select({ id: faqEntry.id, version: faqEntry.publishedVersion })
      .from(faqEntry)
      .where(eq(faqEntry.key, id));
    if (!row?.version) throw new NotFound();
    const { id: entryId, version } = row;
    await tx.insert(faqRating).values({ id: newId(), entryId, version, helpful, at: now });
    const payload = { key: id, version, helpful };
    await journal({ subjectType: 'faq', subjectId: entryId, type: 'faq.rated', payload });
    return { id, helpful };
  },
);
