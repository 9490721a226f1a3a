import { Conflict, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { ExtendWrapUp } from '../contract.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { agentPresence } from '../io/tables.ts';

/**
 * The agent takes more time for the wrap-up, as often as it needs. @throws Conflict `agent_state`
 * when there is none.
 */
export const extendWrapUp = command(
  'agent.extendWrapUp',
  ExtendWrapUp.extend({ agentId: Id }),
  async ({ tx, journal }, { agentId, seconds }) => {
    lockRouting(tx);
    const [row] = await tx
      .select()
      .from(agentPresence)
      .where(eq(agentPresence.agentId, agentId))
      .for('update');
    if (row?.state !== 'wrapUp' || !row.endsAt) {
      throw new Conflict('agent_state', 'There is no wrap-up to make longer.');
    }
    const endsAt = row.endsAt.add({ seconds });
    await tx.update(agentPresence).set({ endsAt }).where(eq(agentPresence.agentId, agentId));
    await journal({
      subjectType: 'agent',
      subjectId: agentId,
      type: 'agent.wrapUpExtended',
      payload: { agentId, seconds },
    });
  },
);
