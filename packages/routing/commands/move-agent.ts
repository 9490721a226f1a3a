import { type CommandContext, Conflict } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { AgentState } from '../contract.ts';
import {
  type AgentAction,
  IllegalAgentMove,
  nextAgentState,
  startsIdle,
} from '../domain/agent-state.ts';
import { agentPresence } from '../io/tables.ts';

/**
 * Carries out one action on an agent's state, with its journal row, inside the routing lock.
 * `fresh` also renews skills and the sign of life. @throws Conflict when the state forbids it.
 */
export async function moveAgent(
  { tx, now, journal }: CommandContext,
  agentId: string,
  action: AgentAction,
  detail: { reason?: string | null; fresh?: { skills: string[] } } = {},
): Promise<AgentState> {
  const [row] = await tx
    .select()
    .from(agentPresence)
    .where(eq(agentPresence.agentId, agentId))
    .for('update');
  const before = row?.state ?? 'offline';
  const state = decide(before, action);
  const reason = detail.reason ?? null;
  const same = row && state === before && reason === row.reason;
  const values = {
    state,
    reason,
    since: same ? row.since : now,
    skills: detail.fresh?.skills ?? row?.skills ?? [],
    idleSince: startsIdle(before, state) ? now : (row?.idleSince ?? null),
    seenAt: detail.fresh ? now : (row?.seenAt ?? now),
  };
  await tx
    .insert(agentPresence)
    .values({ agentId, ...values })
    .onConflictDoUpdate({ target: agentPresence.agentId, set: values });
  if (!same) {
    await journal({
      subjectType: 'agent',
      subjectId: agentId,
      type: 'agent.stateChanged',
      payload: { agentId, state, reason },
    });
  }
  return state;
}

function decide(state: AgentState, action: AgentAction): AgentState {
  try {
    return nextAgentState(state, action);
  } catch (error) {
    if (!(error instanceof IllegalAgentMove)) throw error;
    throw new Conflict('agent_state', `This cannot be done while the agent is ${state}.`);
  }
}
