import { command, rowsOf } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { caseReader } from '../io/tables.ts';

/** Lets an agency read a case, because it was given an order of it. Granting twice is once. */
export const grantCaseToAgency = command(
  'case.grantToAgency',
  z.strictObject({ caseId: Id, agencyId: Id }),
  async ({ write, now }, { caseId, agencyId }) => {
    write(rowsOf(caseReader, [{ caseId, agencyId, grantedAt: now }], { unlessThere: true }));
  },
);
