import { type CommandContext, newId } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import { RING_SECONDS, type RoutingRules } from '../contract.ts';
import { freeSlot } from '../domain/capacity.ts';
import { matchEntries, spared, type WaitingEntry } from '../domain/match.ts';
import { needsAt } from '../domain/overflow.ts';
import { atWork, lastAgents, takenSlots, takingAgents } from '../io/desk.ts';
import { rulesNow } from '../io/rules.ts';
import { offer, type QueueEntryRow, queueEntry } from '../io/tables.ts';
import { moveAgent } from './move-agent.ts';

/** More waiting entries than this are not looked at in one go: no city has so many agents free. */
const LOOK_AHEAD = 500;

/** Offers what waits to whom is free for it, inside the routing lock. Called after every change. */
export async function matchWaiting(context: CommandContext): Promise<void> {
  const { tx } = context;
  const agents = await takingAgents(tx);
  if (agents.length === 0) return;
  const waiting = await tx
    .select()
    .from(queueEntry)
    .where(eq(queueEntry.state, 'waiting'))
    .orderBy(asc(queueEntry.rankAt), asc(queueEntry.id))
    .limit(LOOK_AHEAD);
  if (waiting.length === 0) return;
  const rules = await rulesNow(tx);
  const entries = new Map(waiting.map((entry) => [entry.id, entry]));
  const matches = matchEntries(await describeWaiting(context, waiting, rules), agents, rules);
  for (const match of matches) {
    const entry = entries.get(match.entryId);
    if (entry) await offerEntry(context, entry, match.agentId);
  }
}

async function describeWaiting(
  { tx, now }: CommandContext,
  waiting: readonly QueueEntryRow[],
  rules: RoutingRules,
): Promise<WaitingEntry[]> {
  const known = waiting.filter((entry) => entry.callerId).map(({ id }) => id);
  const since = now.subtract({ seconds: rules.affinitySeconds });
  const last = rules.affinitySeconds > 0 ? await lastAgents(tx, known, since) : new Map();
  // Read only where somebody handed something on: most of the time nobody has.
  const others = waiting.some(({ notFor }) => notFor) ? await atWork(tx) : [];
  return waiting.map((entry) => {
    const queuedAt = entry.queuedAt.epochMilliseconds;
    const needs = needsAt({ ...entry, queuedAt }, rules.overflow, now.epochMilliseconds);
    return {
      id: entry.id,
      medium: entry.medium,
      rankAt: entry.rankAt.epochMilliseconds,
      needs,
      lastAgentId: last.get(entry.id) ?? null,
      forAgent: entry.forAgent,
      notFor: entry.notFor && spared(entry.notFor, needs, others),
    };
  });
}

async function offerEntry(
  context: CommandContext,
  entry: QueueEntryRow,
  agentId: string,
): Promise<void> {
  const { tx, now, journal } = context;
  const offerId = newId();
  const slot = freeSlot(await takenSlots(tx, agentId, entry.medium));
  await tx
    .update(queueEntry)
    .set({ state: 'offered', agentId, slot })
    .where(eq(queueEntry.id, entry.id));
  await moveAgent(context, agentId, { type: 'offer' });
  await tx.insert(offer).values({
    id: offerId,
    entryId: entry.id,
    agentId,
    state: 'open',
    offeredAt: now,
    expiresAt: now.add({ seconds: RING_SECONDS }),
  });
  await journal({
    subjectType: 'queueEntry',
    subjectId: entry.id,
    type: 'queueEntry.offered',
    payload: { ...describeEntry(entry), agentId, offerId },
  });
}

/** What every journal row about an entry tells of it: ids and codes. */
export function describeEntry(entry: QueueEntryRow): Record<string, unknown> {
  const { channel, refId, skills, language, priority } = entry;
  return { channel, refId, skills, language, priority };
}
