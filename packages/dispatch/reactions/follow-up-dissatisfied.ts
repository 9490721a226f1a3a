import type { Reaction } from '@1999/platform';
import { z } from 'zod';
import { followUpCase } from '../commands/follow-up-case.ts';

/** Very dissatisfied, or dissatisfied. */
const DISSATISFIED = 2;
const Recorded = z.object({ score: z.number().int() });

/** A citizen who says the city did not do well gets a follow-up order, not only a statistic. */
export const followUpDissatisfied: Reaction = {
  name: 'dispatch.follow-up-dissatisfied',
  on: ['case.satisfactionRecorded'],
  react: async (context, event) => {
    if (Recorded.parse(event.payload).score > DISSATISFIED) return;
    await followUpCase.within(context, { caseId: event.subjectId });
  },
};
