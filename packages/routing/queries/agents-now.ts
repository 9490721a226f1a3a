import type { Reader } from '@1999/platform';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { AgentPresence } from '../contract.ts';
import { levelsOf } from '../io/desk.ts';
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
  return (
    found ?? {
      agentId,
      state: 'offline',
      reason: null,
      since: now.toString(),
      skills: [],
      levels: {},
      refId: null,
      taking: false,
      load: { voice: 0, text: 0 },
      endsAt: null,
    }
  );
}

async function select(reader: Reader, agentId?: string): Promise<AgentPresence[]> {
  const rows = await reader
    .select({ presence: agentPresence, entry: queueEntry })
    .from(agentPresence)
    .leftJoin(
      queueEntry,
      and(
        eq(queueEntry.agentId, agentPresence.agentId),
        // As text: what an agent holds is found by one plan, whoever it is.
        sql`${queueEntry.state} in ('offered', 'accepted')`,
      ),
    )
    .where(agentId ? eq(agentPresence.agentId, agentId) : undefined)
    .orderBy(asc(agentPresence.agentId), asc(queueEntry.queuedAt));
  const byAgent = Map.groupBy(rows, ({ presence }) => presence.agentId);
  return [...byAgent.values()].flatMap((of) => {
    const presence = of[0]?.presence;
    if (!presence) return [];
    const entries = of.flatMap(({ entry }) => entry ?? []);
    const held = (medium: string) =>
      entries.filter((entry) => entry.state === 'accepted' && entry.medium === medium).length;
    const first = entries.find(({ medium }) => medium === 'voice') ?? entries[0];
    return {
      agentId: presence.agentId,
      state: presence.state,
      reason: presence.reason,
      since: presence.since.toString(),
      skills: presence.skills,
      levels: levelsOf(presence.skills, presence.levels),
      refId: first?.refId ?? null,
      taking: presence.taking,
      load: { voice: held('voice'), text: held('text') },
      endsAt: presence.endsAt?.toString() ?? null,
    };
  });
}
