import { type CommandContext, newId } from '@1999/platform';
import { asc, desc, eq } from 'drizzle-orm';
import { RING_SECONDS } from '../contract.ts';
import { matchEntries } from '../domain/match.ts';
import { agentPresence, offer, type QueueEntryRow, queueEntry } from '../io/tables.ts';
import { moveAgent } from './move-agent.ts';

/** More waiting entries than this are not looked at in one go: no city has so many agents free. */
const LOOK_AHEAD = 500;

/** Offers what waits to whom is ready, inside the routing lock. Called after every change. */
export async function matchWaiting(context: CommandContext): Promise<void> {
  const { tx } = context;
  const agents = await tx
    .select()
    .from(agentPresence)
    .where(eq(agentPresence.state, 'ready'))
    .orderBy(asc(agentPresence.idleSince));
  if (agents.length === 0) return;
  const waiting = await tx
    .select()
    .from(queueEntry)
    .where(eq(queueEntry.state, 'waiting'))
    .orderBy(desc(queueEntry.priority), asc(queueEntry.queuedAt), asc(queueEntry.id))
    .limit(LOOK_AHEAD);
  const entries = new Map(waiting.map((entry) => [entry.id, entry]));
  const matches = matchEntries(
    waiting.map((entry) => ({ ...entry, queuedAt: entry.queuedAt.epochMilliseconds })),
    agents.map((agent) => ({
      id: agent.agentId,
      skills: agent.skills,
      idleSince: (agent.idleSince ?? agent.since).epochMilliseconds,
    })),
  );
  for (const match of matches) {
    const entry = entries.get(match.entryId);
    if (entry) await offerEntry(context, entry, match.agentId);
  }
}

async function offerEntry(
  context: CommandContext,
  entry: QueueEntryRow,
  agentId: string,
): Promise<void> {
  const { tx, now, journal } = context;
  const offerId = newId();
  await tx.update(queueEntry).set({ state: 'offered', agentId }).where(eq(queueEntry.id, entry.id));
  await tx.insert(offer).values({
    id: offerId,
    entryId: entry.id,
    agentId,
    state: 'open',
    offeredAt: now,
    expiresAt: now.add({ seconds: RING_SECONDS }),
  });
  await moveAgent(context, agentId, { type: 'offer' });
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
