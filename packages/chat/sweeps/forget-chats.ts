import { type App, inTransaction, type Sweep } from '@1999/platform';
import { and, asc, isNull, lte } from 'drizzle-orm';
import { forgetLockedChat } from '../commands/forget-chat.ts';
import { chatSession } from '../io/tables.ts';

/** What was said in a chat is kept for so long after its end. */
const KEPT = { hours: 90 * 24 };
const BATCH = 50;

/** Forgets what was said once its time is over; figures, journal and cases stay. */
export const forgetChats: Sweep = {
  name: 'chat.forgetChats',
  nextDue: `
    select min(ended_at) + interval '${KEPT.hours} hours' from chat_session
    where forgotten_at is null and ended_at is not null`,
  run: async (app) => {
    let done = 0;
    while (done < BATCH && (await forgetOne(app))) done += 1;
    return done;
  },
};

function forgetOne(app: App): Promise<boolean> {
  const caller = { app, actor: { kind: 'system', id: 'chat.forgetChats' } } as const;
  return inTransaction(caller, async (context) => {
    const [row] = await context.tx
      .select()
      .from(chatSession)
      .where(
        and(isNull(chatSession.forgottenAt), lte(chatSession.endedAt, context.now.subtract(KEPT))),
      )
      .orderBy(asc(chatSession.endedAt))
      .limit(1)
      .for('update', { skipLocked: true });
    if (!row) return false;
    await forgetLockedChat(context, row);
    return true;
  });
}
