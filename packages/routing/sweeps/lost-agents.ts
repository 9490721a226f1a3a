import { type App, type CommandContext, inTransaction, type Sweep } from '@1999/platform';
import { and, asc, lte, sql } from 'drizzle-orm';
import { loseAgent } from '../commands/lose-agent.ts';
import { matchWaiting } from '../commands/match-waiting.ts';
import { LOST_AFTER_SECONDS } from '../contract.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { agentPresence } from '../io/tables.ts';

const BATCH = 100;

/**
 * Agents whose console is gone go offline, and what they held by text goes back to the queue. One on
 * the line stays: the reload finds the call again; one who rings is found by the ring's time-out
 * first.
 */
export const lostAgents: Sweep = {
  name: 'routing.lostAgents',
  nextDue: `
    select min(seen_at) + interval '${LOST_AFTER_SECONDS} seconds'
    from agent_presence p where p.state not in ('offline', 'ringing')
      and (p.state <> 'busy' or exists (select from queue_entry e
        where e.agent_id = p.agent_id and e.state = 'accepted' and e.medium = 'text'))`,
  run: (app: App) =>
    inTransaction({ app, actor: { kind: 'system', id: 'routing.lostAgents' } }, loseSilent),
};

/** Whoever is busy with nothing but a call is let be. */
const mayBeLost = sql`agent_presence.state not in ('offline', 'ringing')
  and (agent_presence.state <> 'busy' or exists (select from queue_entry e
    where e.agent_id = agent_presence.agent_id and e.state = 'accepted' and e.medium = 'text'))`;

async function loseSilent(context: CommandContext): Promise<number> {
  lockRouting(context.tx);
  const lost = await context.tx
    .select({ agentId: agentPresence.agentId })
    .from(agentPresence)
    .where(
      and(
        mayBeLost,
        lte(agentPresence.seenAt, context.now.subtract({ seconds: LOST_AFTER_SECONDS })),
      ),
    )
    .orderBy(asc(agentPresence.seenAt))
    .limit(BATCH)
    .for('update', { skipLocked: true });
  let returned = 0;
  for (const { agentId } of lost) returned += await loseAgent(context, agentId, 'lost');
  if (returned > 0) matchWaiting(context);
  return lost.length;
}
