import { Conflict, command, type Tx } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { attachment, attachmentBytes, caseFile, draft, matter } from '../io/tables.ts';

/**
 * Erases a person: key, fields and index in the vault; half-written drafts; the photos they gave.
 * Places stay to a kilometre, so that counts and maps stand. @throws NotFound; Conflict while a
 * case is open, because somebody is still working for them.
 */
export const eraseCitizen = command(
  'citizen.erase',
  z.strictObject({ citizenId: Id }),
  async ({ app, tx, now, journal }, { citizenId }) => {
    const cases = await tx
      .select({ id: caseFile.id, state: caseFile.state })
      .from(caseFile)
      .where(eq(caseFile.citizenId, citizenId))
      .for('no key update');
    if (cases.some((file) => file.state === 'open')) {
      throw new Conflict('cases_open', 'Close this person’s open cases first.');
    }
    await app.vault.erase(tx, citizenId, now);
    await tx.delete(draft).where(eq(draft.citizenId, citizenId));
    const caseIds = cases.map((file) => file.id);
    if (caseIds.length > 0) await blur(tx, caseIds);
    await journal({
      subjectType: 'citizen',
      subjectId: citizenId,
      type: 'citizen.erased',
      payload: { cases: caseIds.length },
    });
  },
);

async function blur(tx: Tx, caseIds: string[]): Promise<void> {
  await tx
    .update(matter)
    .set({
      village: null,
      lat: sql`round(lat::numeric, 2)::double precision`,
      lng: sql`round(lng::numeric, 2)::double precision`,
    })
    .where(inArray(matter.caseId, caseIds));
  const theirs = await tx
    .update(attachment)
    .set({ takenAt: null, lat: null, lng: null })
    .where(
      and(inArray(attachment.caseId, caseIds), inArray(attachment.source, ['citizen', 'agent'])),
    )
    .returning({ id: attachment.id });
  if (theirs.length === 0) return;
  const ids = theirs.map((one) => one.id);
  await tx.delete(attachmentBytes).where(inArray(attachmentBytes.attachmentId, ids));
}
