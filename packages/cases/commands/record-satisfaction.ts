import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { caseFile } from '../io/tables.ts';

/** Notes how satisfied the citizen was, 1 to 5. The last answer counts. @throws NotFound. */
export const recordSatisfaction = command(
  'case.recordSatisfaction',
  z.strictObject({ caseId: Id, score: z.number().int().min(1).max(5) }),
  async ({ tx, journal }, { caseId, score }) => {
    const changed = await tx
      .update(caseFile)
      .set({ satisfaction: score })
      .where(eq(caseFile.id, caseId))
      .returning({ id: caseFile.id });
    if (changed.length === 0) throw new NotFound();
    await journal({
      subjectType: 'case',
      subjectId: caseId,
      threadId: caseId,
      type: 'case.satisfactionRecorded',
      payload: { score },
    });
  },
);
