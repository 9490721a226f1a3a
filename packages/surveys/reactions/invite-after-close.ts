import type { Reaction } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { inviteAfterCase } from '../commands/invite-after-case.ts';

/** A closed case asks its citizen how it went. */
export const inviteAfterClose: Reaction = {
  name: 'surveys.invite-after-close',
  on: ['case.closed'],
  react: async (context, event) => {
    const [row] = await context.tx.execute<{ citizen_id: string }>(
      sql`select k.citizen_id from case_file c join contact k on k.id = c.contact_id
          where c.id = ${event.subjectId}`,
    );
    if (!row) return;
    await inviteAfterCase.within(context, { caseId: event.subjectId, citizenId: row.citizen_id });
  },
};
