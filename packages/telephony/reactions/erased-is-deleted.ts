import type { Reaction } from '@1999/platform';
import { and, eq, inArray } from 'drizzle-orm';
import { call, recording } from '../io/tables.ts';

/** An erased citizen's voice is deleted too: their recordings are due at once. */
export const erasedIsDeleted: Reaction = {
  name: 'telephony.erasedIsDeleted',
  on: ['citizen.erased'],
  react: async ({ tx, now }, event) => {
    const own = tx.select({ id: call.id }).from(call).where(eq(call.citizenId, event.subjectId));
    await tx
      .update(recording)
      .set({ deleteAt: now })
      .where(and(eq(recording.state, 'stopped'), inArray(recording.callId, own)));
  },
};
