import type { CommandContext } from '@1999/platform';
import { moveAgent } from './move-agent.ts';
import { returnTexts } from './return-texts.ts';

/**
 * Takes an agent who is gone off the place, inside the routing lock; what was held by text waits
 * again. Answers how many conversations do; the caller matches them afterwards.
 */
export async function loseAgent(
  context: CommandContext,
  agentId: string,
  reason: 'signedOut' | 'lost',
): Promise<number> {
  const returned = await returnTexts(context, agentId, reason);
  await moveAgent(context, agentId, { type: 'lose' }, { reason });
  return returned;
}
