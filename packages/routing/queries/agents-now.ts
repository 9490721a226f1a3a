import type { Reader } from '@1999/platform';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { AgentPresence } from '../contract.ts';
import { agentPresence, queueEntry } from '../io/tables.ts';

/** Every agent who ever took a place, with the present state. */
export function agentsNow(reader: Reader): Promise<AgentPresence[]> {
  return select(reader);
}

/** One agent's present state; offline for an agent who never took a place. */
export async function agentNow(
  reader: Reader,
  now: Temporal.Instant,
  agentId: string,
): Promise<AgentPresence> {
  const [found] = await select(reader, agentId);
  const since = now.toString();
  return found ?? { agentId, state: 'offline', reason: null, since, skills: [], refId: null };
}

async function select(reader: Reader, agentId?: string): Promise<AgentPresence[]> {
  const rows = await reader
    .select({ presence: agentPresence, refId: queueEntry.refId })
    .from(agentPresence)
    .leftJoin(
      queueEntry,
      and(
        eq(queueEntry.agentId, agentPresence.agentId),
        inArray(queueEntry.state, ['offered', 'accepted']),
      ),
    )
    .where(agentId ? eq(agentPresence.agentId, agentId) : undefined)
    .orderBy(asc(agentPresence.agentId));
  return rows.map(({ presence, refId }) => ({
    agentId: presence.agentId,
    state: presence.state,
    reason: presence.reason,
    since: presence.since.toString(),
    skills: presence.skills,
    refId,
  }));
}
