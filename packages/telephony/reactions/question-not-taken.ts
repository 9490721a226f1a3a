import type { Reaction } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { endConsult } from '../commands/control/consult.ts';
import { lockCall } from '../io/lock-call.ts';
import { partiesOf, present } from '../io/parties.ts';
import { callParty } from '../io/tables.ts';

const NotTaken = z.object({ channel: z.string(), refId: z.uuid() }).loose();

/** A colleague who declines a question, or lets it ring, is asked no more; the agent sees it. */
export const questionNotTaken: Reaction = {
  name: 'telephony.questionNotTaken',
  on: ['queueEntry.declined', 'queueEntry.ringTimedOut'],
  react: async (context, event) => {
    const { channel, refId } = NotTaken.parse(event.payload);
    if (channel !== 'consult') return;
    const [seen] = await context.tx.select().from(callParty).where(eq(callParty.id, refId));
    const call = seen ? await lockCall(context.tx, seen.callId) : null;
    if (!call || call.state === 'ended') return;
    const parties = await partiesOf(context.tx, call.id);
    const party = present(parties).find(({ id, acceptedAt }) => id === refId && !acceptedAt);
    if (party) await endConsult({ context, call, parties }, party, 'noAnswer');
  },
};
