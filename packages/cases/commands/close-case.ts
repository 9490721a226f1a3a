import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { ClosingGround } from '../contract.ts';
import { lockCase } from '../io/lock-case.ts';
import { caseFile } from '../io/tables.ts';

/** Closes a case; one that is closed already stays as it was. @throws NotFound. */
export const closeCase = command(
  'case.close',
  z.strictObject({ caseId: Id, ground: ClosingGround }),
  async ({ tx, now, journal }, { caseId, ground }) => {
    const { state } = await lockCase(tx, caseId);
    if (state === 'closed') return { closed: false };
    await tx
      .update(caseFile)
      .set({ state: 'closed', closedAt: now, closedGround: ground })
      .where(eq(caseFile.id, caseId));
    await journal({
      subjectType: 'case',
      subjectId: caseId,
      threadId: caseId,
      type: 'case.closed',
      payload: { ground },
    });
    return { closed: true };
  },
);
