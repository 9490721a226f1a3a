import { type CommandContext, changeOf, newId, rowsOf } from '@1999/platform';
import { RING_SECONDS, type RoutingRules } from '../contract.ts';
import { nextStanding } from '../domain/agent-state.ts';
import { freeSlot } from '../domain/capacity.ts';
import { isMatchOfAll, matchEntries, spared, type WaitingEntry } from '../domain/match.ts';
import { needsAt } from '../domain/overflow.ts';
import { atWork, deskNow, type TakingAgent, type WaitingRow } from '../io/desk.ts';
import { rulesInForce } from '../io/rules.ts';
import { agentPresence, offer, type QueueEntryRow, queueEntry } from '../io/tables.ts';

/**
 * Offers what waits to whom is free for it, once all that the transaction changes stands. Asked for
 * after every change, inside the routing lock.
 */
export function matchWaiting({ atLast }: CommandContext): void {
  atLast('routing.match', (context) => match(context));
}

/**
 * The same at once, for who must see what came of it.
 * @param made the rules that the transaction itself has just made
 */
export async function matchNow(context: CommandContext, made?: RoutingRules): Promise<void> {
  await match(context, made);
  await context.writeNow();
}

async function match(context: CommandContext, made?: RoutingRules): Promise<void> {
  const { tx, now } = context;
  const rules = made ?? (await rulesInForce(context));
  const since = rules.affinitySeconds > 0 ? now.subtract({ seconds: rules.affinitySeconds }) : null;
  for (const which of ['first', 'all'] as const) {
    const { agents, waiting, first, more } = await deskNow(tx, which, since);
    const entries = await describeWaiting(context, waiting, rules);
    const matches = matchEntries(entries, agents, rules);
    // Mostly one thing waits, and one of those whose turn comes first takes it.
    const done = agents.length > 0 && isMatchOfAll(entries, matches, first);
    if (more && !done) continue;
    const [entryOf, agentOf] = [byId(waiting), byId(agents)];
    for (const { entryId, agentId } of matches) {
      const [entry, agent] = [entryOf.get(entryId), agentOf.get(agentId)];
      if (entry && agent) await offerEntry(context, entry, agent);
    }
    return;
  }
}

const byId = <T extends { readonly id: string }>(all: readonly T[]) =>
  new Map(all.map((one) => [one.id, one]));

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

/** Entry and agent change and the offer is made by the transaction's last statements. */
async function offerEntry(
  context: CommandContext,
  entry: WaitingRow,
  agent: TakingAgent,
): Promise<void> {
  const { now, journal, change, write } = context;
  const { id: agentId, slots, load } = agent;
  const offerId = newId();
  const { state } = nextStanding(agent, { type: 'offer' }, { ...load, ringing: true });
  const slot = freeSlot(slots[entry.medium]);
  change(changeOf(queueEntry, entry.id, { state: 'offered', agentId, slot }));
  const rings = { id: offerId, entryId: entry.id, agentId, state: 'open', offeredAt: now } as const;
  write(rowsOf(offer, [{ ...rings, expiresAt: now.add({ seconds: RING_SECONDS }) }]));
  if (state !== agent.state) {
    change(changeOf(agentPresence, agentId, { state, reason: null, since: now }));
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
