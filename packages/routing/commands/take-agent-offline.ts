import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { lockRouting } from '../io/routing-lock.ts';
import { agentPresence } from '../io/tables.ts';
import { loseAgent } from './lose-agent.ts';
import { matchWaiting } from './match-waiting.ts';

const TakeAgentOffline = z.strictObject({ agentId: Id, reason: z.enum(['signedOut', 'lost']) });

/**
 * The agent's place is left, and what was held by text goes back to the queue. One on the line
 * stays, because the call goes on and a new sign-in finds it; one who rings is found by the ring's
 * time-out.
 */
export const takeAgentOffline = command(
  'agent.takeOffline',
  TakeAgentOffline,
  async (context, { agentId, reason }) => {
    lockRouting(context.tx);
    const [row] = await context.tx
      .select({ state: agentPresence.state })
      .from(agentPresence)
      .where(eq(agentPresence.agentId, agentId));
    if (!row || row.state === 'offline' || row.state === 'ringing') return;
    if ((await loseAgent(context, agentId, reason)) > 0) matchWaiting(context);
  },
);
