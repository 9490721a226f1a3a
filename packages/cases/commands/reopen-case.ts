import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { lockCase } from '../io/lock-case.ts';
import { caseFile } from '../io/tables.ts';

/** Opens a closed case again, because work on it goes on; an open one stays as it was. @throws NotFound. */
export const reopenCase = command(
  'case.reopen',
  z.strictObject({ caseId: Id }),
  async ({ tx, journal }, { caseId }) => {
    const { state } = await lockCase(tx, caseId);
    if (state === 'open') return { reopened: false };
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
