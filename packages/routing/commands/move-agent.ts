import { type CommandContext, Conflict, inTurn, send } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { AgentState } from '../contract.ts';
import {
  type AgentAction,
  type Held,
  IllegalAgentMove,
  nextStanding,
  type Standing,
  startsIdle,
} from '../domain/agent-state.ts';
import { heldByThem } from '../io/desk.ts';
import { rulesInForce } from '../io/rules.ts';
import { agentPresence } from '../io/tables.ts';

const nothing: Held = { voice: 0, text: 0, ringing: false };

/** A skill with its level. */
export interface LevelledSkill {
  readonly code: string;
  readonly level: number;
}

interface Detail {
  readonly reason?: string | null;
  readonly fresh?: { readonly skills: readonly LevelledSkill[] };
}

/**
 * Carries out one action on an agent's state, with its journal row, inside the routing lock; entries
 * and offers must already stand as they are afterwards. `fresh` also renews skills and the sign of
 * life. @throws Conflict `agent_state` when the state forbids it.
 */
export function moveAgent(
  context: CommandContext,
  agentId: string,
  action: AgentAction,
  detail: Detail = {},
): Promise<AgentState> {
  return inTurn(context.tx, `routing.agent ${agentId}`, () =>
    carryOut(context, agentId, action, detail),
  );
}

async function carryOut(
  context: CommandContext,
  agentId: string,
  action: AgentAction,
  detail: Detail,
): Promise<AgentState> {
  const { tx, now, journal } = context;
  const [found] = await tx
    .select({ row: agentPresence, held: heldByThem })
    .from(agentPresence)
    .where(eq(agentPresence.agentId, agentId))
    .for('update');
  const row = found?.row;
  const before: Standing = row ?? { state: 'offline', taking: false };
  const after = decide(before, action, found?.held ?? nothing);
  const reason =
    after.state === before.state && !('reason' in detail)
      ? (row?.reason ?? null)
      : (detail.reason ?? null);
  const same = row && after.state === before.state && reason === row.reason;
  const skills = detail.fresh?.skills;
  const values = {
    ...after,
    reason,
    since: same ? row.since : now,
    skills: skills?.map(({ code }) => code) ?? row?.skills ?? [],
    levels: skills?.map(({ level }) => level) ?? row?.levels ?? [],
    idleSince: startsIdle(before, after) ? now : (row?.idleSince ?? null),
    seenAt: detail.fresh ? now : (row?.seenAt ?? now),
    endsAt: after.state !== 'wrapUp' ? null : same ? row.endsAt : await wrapUpEnd(context),
  };
  const known = tx.update(agentPresence).set(values).where(eq(agentPresence.agentId, agentId));
  send(tx, row ? known : tx.insert(agentPresence).values({ agentId, ...values }));
  if (!same) {
    await journal({
      subjectType: 'agent',
      subjectId: agentId,
      type: 'agent.stateChanged',
      payload: { agentId, state: after.state, reason },
    });
  }
  return after.state;
}

async function wrapUpEnd(context: CommandContext): Promise<Temporal.Instant> {
  return context.now.add({ seconds: (await rulesInForce(context)).wrapUpSeconds });
}

function decide(before: Standing, action: AgentAction, held: Held): Standing {
  try {
    return nextStanding(before, action, held);
  } catch (error) {
    if (!(error instanceof IllegalAgentMove)) throw error;
    throw new Conflict('agent_state', `This cannot be done while the agent is ${before.state}.`);
  }
}
