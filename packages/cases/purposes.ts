import { CannotDeliver, purposes } from '@1999/messaging';
import type { App } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { caseFile } from './io/tables.ts';

/** The words that tell a citizen the number and code of a new case, composed when they are sent. */
export function plugCaseWords(app: App): void {
  app.services.get(purposes).set('case.opened', async (_app, { refId, locale }) => {
    const [file] = await app.db.select().from(caseFile).where(eq(caseFile.id, refId));
    const code = file && (await app.vault.unseal(app.db, file.citizenId, file.trackingCodeSealed));
    if (!file || !code) throw new CannotDeliver('citizenErased');
    const page = `${app.config.publicUrl}/track`;
    return locale === 'en'
      ? `1999: your case ${file.number} is open, code ${code}. Follow it at ${page}`
      : `1999市民專線：您的案件 ${file.number} 已受理，查詢碼 ${code}，進度查詢 ${page}`;
  });
}
