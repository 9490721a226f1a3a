import { Conflict, command, NotFound } from '@1999/platform';
import { Id, text } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { caseFile, matter } from '../io/tables.ts';

/** Writes a matter's description anew. @throws NotFound; Conflict once the case is closed. */
export const describeMatter = command(
  'case.describe',
  z.strictObject({ caseId: Id, matterId: Id, description: text(4000) }),
  async ({ app, tx, journal }, { caseId, matterId, description }) => {
    const [file] = await tx
      .select({ state: caseFile.state, citizenId: caseFile.citizenId })
      .from(caseFile)
      .where(eq(caseFile.id, caseId))
      .for('no key update');
    if (!file) throw new NotFound();
    if (file.state === 'closed') throw new Conflict('case_closed', 'The case is closed.');
    const changed = await tx
      .update(matter)
      .set({ descriptionSealed: await app.vault.seal(tx, file.citizenId, description) })
      .where(and(eq(matter.id, matterId), eq(matter.caseId, caseId)))
      .returning({ id: matter.id });
    if (changed.length === 0) throw new NotFound();
    await journal({
      subjectType: 'case',
      subjectId: caseId,
      threadId: caseId,
      type: 'case.described',
      payload: { matterId },
    });
  },
);
