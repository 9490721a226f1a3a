import { command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { dutyContact } from '../io/tables.ts';

/** Takes a person off an agency's roster; what was told to them stays told. */
export const removeDutyContact = command(
  'dutyContact.remove',
  z.strictObject({ agencyId: Id, contactId: Id }),
  async ({ tx, journal }, { agencyId, contactId }) => {
    const [gone] = await tx
      .update(dutyContact)
      .set({ active: false })
      .where(
        and(
          eq(dutyContact.id, contactId),
          eq(dutyContact.agencyId, agencyId),
          eq(dutyContact.active, true),
        ),
      )
      .returning({ level: dutyContact.level, position: dutyContact.position });
    if (!gone) throw new NotFound();
    await journal({
      subjectType: 'dutyContact',
      subjectId: contactId,
      type: 'dutyContact.removed',
      payload: { agencyId, ...gone },
    });
  },
);
