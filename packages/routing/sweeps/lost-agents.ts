import {
  type App,
  type CommandContext,
  inTransaction,
  parseInstant,
  type Sweep,
} from '@1999/platform';
import { and, asc, lte, notInArray } from 'drizzle-orm';
import { moveAgent } from '../commands/move-agent.ts';
import { LOST_AFTER_SECONDS } from '../contract.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { agentPresence } from '../io/tables.ts';

const BATCH = 100;

/**
 * Agents whose console is gone go offline. One in a conversation stays: the reload finds it again;
 * one who rings is found by the ring's time-out first.
 */
export const lostAgents: Sweep = {
  name: 'routing.lostAgents',
  nextDue: async (app) => {
    const [row] = await app.sql<{ due: string | null }[]>`
      select (min(seen_at) + make_interval(secs => ${LOST_AFTER_SECONDS}))::text as due
      from agent_presence where state not in ('offline', 'ringing', 'busy')`;
    return row?.due ? parseInstant(row.due) : null;
  },
  run: (app: App) =>
    inTransaction({ app, actor: { kind: 'system', id: 'routing.lostAgents' } }, loseSilent),
};

async function loseSilent(context: CommandContext): Promise<number> {
  await lockRouting(context.tx);
  const lost = await context.tx
    .select({ agentId: agentPresence.agentId })
    .from(agentPresence)
    .where(
      and(
        notInArray(agentPresence.state, ['offline', 'ringing', 'busy']),
        lte(agentPresence.seenAt, context.now.subtract({ seconds: LOST_AFTER_SECONDS })),
      ),
    )
    .orderBy(asc(agentPresence.seenAt))
    .limit(BATCH)
    .for('update', { skipLocked: true });
  for (const { agentId } of lost) {
    await moveAgent(context, agentId, { type: 'lose' }, { reason: 'lost' });
  }
  return lost.length;
}
