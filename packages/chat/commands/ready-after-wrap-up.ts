import type { CommandContext } from '@1999/platform';
import { agentNow, setAgentState } from '@1999/routing';

/** The agent who wraps up is ready again; whoever does something else goes on with that. */
export async function readyAfterWrapUp(context: CommandContext, agentId: string): Promise<void> {
  const agent = await agentNow(context.tx, context.now, agentId);
  if (agent.state === 'wrapUp') await setAgentState.within(context, { agentId, state: 'ready' });
}
