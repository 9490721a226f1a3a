import { Conflict, command, NotFound } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { ReleaseAgent } from '../contract.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { agentPresence } from '../io/tables.ts';
import { matchWaiting } from './match-waiting.ts';
import { moveAgent } from './move-agent.ts';
import { returnTexts } from './return-texts.ts';

/**
 * A supervisor ends an agent's wrap-up or pause, or takes an empty place off. What rings or is
 * being talked stays; conversations by text go back to the queue unless the agent is made ready. @throws NotFound for an agent who never took a place; Conflict `agent_state`.
 */
export const releaseAgent = command(
  'agent.release',
  ReleaseAgent.extend({ agentId: Id }),
  async (context, { agentId, to }) => {
    lockRouting(context.tx);
    const [row] = await context.tx
      .select({ state: agentPresence.state })
      .from(agentPresence)
      .where(eq(agentPresence.agentId, agentId));
    if (!row) throw new NotFound();
    if (row.state === 'offline') {
      throw new Conflict('agent_state', 'This agent is not at work.');
    }
    const action = { type: 'choose', state: to } as const;
    const returned = to === 'ready' ? 0 : await returnTexts(context, agentId, 'left');
    await moveAgent(context, agentId, action, { reason: 'bySupervisor' });
    if (to === 'ready' || returned > 0) matchWaiting(context);
  },
);
