import { CannotDeliver, purposes } from '@1999/messaging';
import type { App } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { excerptOf } from './domain/excerpt.ts';
import { faqEntry, faqVersion } from './io/tables.ts';

/** An excerpt that leaves room for the link in three parts of a Chinese text message (3 × 67). */
const EXCERPT = 100;

/** The words that tell a caller an entry: its own, as they were when the agent sent them. */
export function plugFaqWords(app: App): void {
  app.services.get(purposes).set('faq.text', async (_app, { refId, params, locale }) => {
    const [entry] = await app.db
      .select({ key: faqEntry.key, content: faqVersion.content })
      .from(faqEntry)
      .innerJoin(faqVersion, eq(faqVersion.entryId, faqEntry.id))
      .where(and(eq(faqEntry.id, refId), eq(faqVersion.version, Number(params.version))));
    if (!entry) throw new CannotDeliver('unknownEntry');
    const { question, answer } = entry.content;
    const link = `${app.config.publicUrl}/faq/${encodeURIComponent(entry.key)}`;
    const sender = locale === 'en' ? '1999: ' : '1999市民專線：';
    return `${sender}${question}\n${excerptOf(answer, EXCERPT)}\n${link}`;
  });
}
