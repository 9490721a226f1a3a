import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { caseFile } from '../io/tables.ts';

/** Opens a closed case again, because work on it goes on; an open one stays as it was. @throws NotFound. */
export const reopenCase = command(
  'case.reopen',
  z.strictObject({ caseId: Id }),
  async ({ tx, journal }, { caseId }) => {
    const [file] = await tx
      .select({ state: caseFile.state })
      .from(caseFile)
      .where(eq(caseFile.id, caseId))
      .for('no key update');
    if (!file) throw new NotFound();
    if (file.state === 'open') return { reopened: false };
    await tx
      .update(caseFile)
      .set({ state: 'open', closedAt: null, closedGround: null })
      .where(eq(caseFile.id, caseId));
    await journal({
      subjectType: 'case',
      subjectId: caseId,
      threadId: caseId,
      type: 'case.reopened',
      payload: {},
    });
    return { reopened: true };
  },
);
