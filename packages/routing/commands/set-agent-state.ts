import { skillLevelsOf } from '@1999/directory';
import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { ChooseState } from '../contract.ts';
import { lockRouting } from '../io/routing-lock.ts';
import { checkReason } from './check-reason.ts';
import { matchWaiting } from './match-waiting.ts';
import { moveAgent } from './move-agent.ts';
import { returnTexts } from './return-texts.ts';

const SetAgentState = ChooseState.extend({ agentId: Id });

/**
 * The agent chooses a state; going ready may ring at once, and whoever goes anywhere else gives the
 * conversations by text back to the queue. Skills are read afresh from the
 * directory. @throws Conflict `agent_state` while something rings or a call goes on; Invalid
 * `unknown_reason`.
 */
export const setAgentState = command('agent.setState', SetAgentState, async (context, input) => {
  if (input.reason) await checkReason(context.tx, input.state, input.reason);
  lockRouting(context.tx);
  const skills = await skillLevelsOf(context.tx, input.agentId);
  const returned = input.state === 'ready' ? 0 : await returnTexts(context, input.agentId, 'left');
  const state = await moveAgent(
    context,
    input.agentId,
    { type: 'choose', state: input.state },
    { reason: input.reason ?? null, fresh: { skills } },
  );
  if (input.state === 'ready' || returned > 0) matchWaiting(context);
  return { state };
});
