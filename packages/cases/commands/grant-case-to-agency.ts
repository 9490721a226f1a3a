import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { caseReader } from '../io/tables.ts';

/** Lets an agency read a case, because it was given an order of it. Granting twice is once. */
export const grantCaseToAgency = command(
  'case.grantToAgency',
  z.strictObject({ caseId: Id, agencyId: Id }),
  async ({ tx, now }, { caseId, agencyId }) => {
    await tx.insert(caseReader).values({ caseId, agencyId, grantedAt: now }).onConflictDoNothing();
  },
);
