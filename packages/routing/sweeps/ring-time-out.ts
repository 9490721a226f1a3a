import { type App, type CommandContext, inTransaction, type Sweep } from '@1999/platform';
import { and, asc, eq, lte } from 'drizzle-orm';
import { matchWaiting } from '../commands/match-waiting.ts';
import { returnToQueue } from '../commands/settle-offer.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { offer, queueEntry } from '../io/tables.ts';

const BATCH = 50;

/** Offers that nobody answered in time go back to their place; their agents pause. */
export const ringTimeOut: Sweep = {
  name: 'routing.ringTimeOut',
  nextDue: "select min(expires_at) from offer where state = 'open'",
  run: (app: App) =>
    inTransaction({ app, actor: { kind: 'system', id: 'routing.ringTimeOut' } }, timeOutDue),
};

async function timeOutDue(context: CommandContext): Promise<number> {
  lockRouting(context.tx);
  const due = await context.tx
    .select()
    .from(offer)
    .innerJoin(queueEntry, eq(queueEntry.id, offer.entryId))
    .where(and(eq(offer.state, 'open'), lte(offer.expiresAt, context.now)))
    .orderBy(asc(offer.expiresAt))
    .limit(BATCH)
    .for('update', { skipLocked: true });
  for (const row of due) {
    await returnToQueue(context, { offer: row.offer, entry: row.queue_entry }, 'timedOut');
  }
  if (due.length > 0) matchWaiting(context);
  return due.length;
}
