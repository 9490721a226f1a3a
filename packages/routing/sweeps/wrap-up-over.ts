import { type App, type CommandContext, inTransaction, type Sweep } from '@1999/platform';
import { and, asc, eq, lte } from 'drizzle-orm';
import { matchWaiting } from '../commands/match-waiting.ts';
import { moveAgent } from '../commands/move-agent.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { agentPresence } from '../io/tables.ts';

const BATCH = 100;

/** A wrap-up that nobody ended is over at its time, and its agent ready again. */
export const wrapUpOver: Sweep = {
  name: 'routing.wrapUpOver',
  nextDue: 'select min(ends_at) from agent_presence where ends_at is not null',
  run: (app: App) =>
    inTransaction({ app, actor: { kind: 'system', id: 'routing.wrapUpOver' } }, endDue),
};

async function endDue(context: CommandContext): Promise<number> {
  lockRouting(context.tx);
  const due = await context.tx
    .select({ agentId: agentPresence.agentId })
    .from(agentPresence)
    .where(and(eq(agentPresence.state, 'wrapUp'), lte(agentPresence.endsAt, context.now)))
    .orderBy(asc(agentPresence.endsAt))
    .limit(BATCH)
    .for('update', { skipLocked: true });
  for (const { agentId } of due) {
    const action = { type: 'choose', state: 'ready' } as const;
    await moveAgent(context, agentId, action, { reason: 'wrapUpOver' });
  }
  if (due.length > 0) matchWaiting(context);
  return due.length;
}
