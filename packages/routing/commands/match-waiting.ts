import { type CommandContext, newId, send } from '@1999/platform';
import { sql } from 'drizzle-orm';
import { RING_SECONDS, type RoutingRules } from '../contract.ts';
import { nextStanding } from '../domain/agent-state.ts';
import { freeSlot } from '../domain/capacity.ts';
import { matchEntries, spared, type WaitingEntry } from '../domain/match.ts';
import { needsAt } from '../domain/overflow.ts';
import { atWork, deskNow, type TakingAgent, type WaitingRow } from '../io/desk.ts';
import { rulesInForce } from '../io/rules.ts';
import type { QueueEntryRow } from '../io/tables.ts';

/**
 * Offers what waits to whom is free for it, inside the routing lock. Called after every change.
 * `rules` are those that the transaction itself has just made.
 */
export async function matchWaiting(context: CommandContext, made?: RoutingRules): Promise<void> {
  const { tx, now } = context;
  const rules = made ?? (await rulesInForce(context));
  const since = rules.affinitySeconds > 0 ? now.subtract({ seconds: rules.affinitySeconds }) : null;
  const { agents, waiting } = await deskNow(tx, since);
  if (waiting.length === 0) return;
  const entries = new Map(waiting.map((entry) => [entry.id, entry]));
  const free = new Map(agents.map((agent) => [agent.id, agent]));
  for (const match of matchEntries(await describeWaiting(context, waiting, rules), agents, rules)) {
    const [entry, agent] = [entries.get(match.entryId), free.get(match.agentId)];
    if (entry && agent) await offerEntry(context, entry, agent);
  }
}

async function describeWaiting(
  { tx, now }: CommandContext,
  waiting: readonly WaitingRow[],
  rules: RoutingRules,
): Promise<WaitingEntry[]> {
  // Read only where somebody handed something on: most of the time nobody has.
  const others = waiting.some(({ notFor }) => notFor) ? await atWork(tx) : [];
  return waiting.map((entry) => {
    const { id, medium, rankAt, lastAgentId, forAgent, notFor } = entry;
    const needs = needsAt(entry, rules.overflow, now.epochMilliseconds);
    const not = notFor && spared(notFor, needs, others);
    return { id, medium, rankAt, needs, lastAgentId, forAgent, notFor: not };
  });
}

/** Entry, agent and offer change by one statement: the lock is held no longer than it must be. */
async function offerEntry(
  context: CommandContext,
  entry: WaitingRow,
  agent: TakingAgent,
): Promise<void> {
  const { tx, now, journal } = context;
  const { id: agentId, slots, load } = agent;
  const offerId = newId();
  const { state } = nextStanding(agent, { type: 'offer' }, { ...load, ringing: true });
  const at = sql`${now.toString()}::timestamptz`;
  const moves = state !== agent.state;
  const offered = sql`
    with entry as (
      update queue_entry set state = 'offered', agent_id = ${agentId},
        slot = ${freeSlot(slots[entry.medium])} where id = ${entry.id}),
    place as (
      update agent_presence set state = ${state}, reason = null, since = ${at}
      where agent_id = ${agentId} and ${moves}::boolean)
    insert into offer (id, entry_id, agent_id, state, offered_at, expires_at)
    values (${offerId}, ${entry.id}, ${agentId}, 'open', ${at},
      ${at} + make_interval(secs => ${RING_SECONDS}))`;
  send(tx, offered);
  if (moves) {
    await journal({
      subjectType: 'agent',
      subjectId: agentId,
      type: 'agent.stateChanged',
      payload: { agentId, state, reason: null },
    });
  }
  await journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.offered',
    payload: { ...describeEntry(entry), agentId, offerId },
  });
}

/** What every journal row about an entry tells of it: ids and codes. */
export function describeEntry(
  entry: Pick<QueueEntryRow, 'channel' | 'refId' | 'language' | 'priority'> & {
    readonly skills: readonly string[];
  },
): Record<string, unknown> {
  const { channel, refId, skills, language, priority } = entry;
  return { channel, refId, skills, language, priority };
}
