import { type App, inTransaction, type Sweep } from '@1999/platform';
import { and, asc, lte, ne } from 'drizzle-orm';
import { endLockedChat } from '../commands/end-chat.ts';
import { chatSession } from '../io/tables.ts';

/** A chat in which nobody has said anything for so long is over. */
const IDLE = { minutes: 60 };
const BATCH = 50;

/** Ends chats that were left: their agents are free again, and retention begins to count. */
export const idleChats: Sweep = {
  name: 'chat.idleChats',
  nextDue: `
    select min(last_at) + interval '${IDLE.minutes} minutes' from chat_session
    where state <> 'ended'`,
  run: async (app) => {
    let done = 0;
    while (done < BATCH && (await endOne(app))) done += 1;
    return done;
  },
};

/** One chat a transaction: its lock is never held while another's is waited for. */
function endOne(app: App): Promise<boolean> {
  const caller = { app, actor: { kind: 'system', id: 'chat.idleChats' } } as const;
  return inTransaction(caller, async (context) => {
    const [row] = await context.tx
      .select()
      .from(chatSession)
      .where(
        and(ne(chatSession.state, 'ended'), lte(chatSession.lastAt, context.now.subtract(IDLE))),
      )
      .orderBy(asc(chatSession.lastAt))
      .limit(1)
      .for('update', { skipLocked: true });
    if (!row) return false;
    await endLockedChat(context, row, 'idle');
    return true;
  });
}
