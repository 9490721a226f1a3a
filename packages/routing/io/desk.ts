import type { Reader, Tx } from '@1999/platform';
import { type SQL, sql } from 'drizzle-orm';
import type { Load } from '../domain/capacity.ts';
import type { ReadyAgent } from '../domain/match.ts';

/** An agent at work: whether something new may come, and whether something rings just now. */
export interface AgentAtWork extends ReadyAgent {
  readonly taking: boolean;
  readonly ringing: boolean;
}

/** Agents who take something new and at whose place nothing rings, with what they hold. */
export function takingAgents(tx: Tx): Promise<ReadyAgent[]> {
  return agentsWho(
    tx,
    sql`p.taking and p.state in ('ready', 'busy')
      and not exists (select from offer o where o.agent_id = p.agent_id and o.state = 'open')`,
  );
}

/** Everybody who is not off the place, with what they hold. */
export function atWork(reader: Reader): Promise<AgentAtWork[]> {
  return agentsWho(reader, sql`p.state <> 'offline'`);
}

async function agentsWho(reader: Reader, condition: SQL): Promise<AgentAtWork[]> {
  const rows = await reader.execute<{
    id: string;
    skills: string[];
    levels: number[];
    idle: number;
    voice: number;
    text: number;
    taking: boolean;
    ringing: boolean;
  }>(sql`
    select p.agent_id as id, p.skills, p.levels,
      p.taking and p.state in ('ready', 'busy') as taking,
      exists (select from offer o where o.agent_id = p.agent_id and o.state = 'open') as ringing,
      extract(epoch from coalesce(p.idle_since, p.since))::float8 * 1000 as idle,
      count(e.id) filter (where e.medium = 'voice')::int as voice,
      count(e.id) filter (where e.medium = 'text')::int as text
    from agent_presence p
      left join queue_entry e on e.agent_id = p.agent_id and e.state = 'accepted'
    where ${condition}
    group by p.agent_id`);
  return rows.map(({ id, skills, levels, idle, voice, text, taking, ringing }) => ({
    id,
    taking,
    ringing,
    levels: levelsOf(skills, levels),
    load: { voice, text },
    idleSince: idle,
  }));
}

/** For each waiting citizen of this list: the agent who last accepted them since that moment. */
export async function lastAgents(
  tx: Tx,
  entryIds: readonly string[],
  since: Temporal.Instant,
): Promise<Map<string, string>> {
  if (entryIds.length === 0) return new Map();
  const rows = await tx.execute<{ id: string; agent: string }>(sql`
    select distinct on (e.id) e.id, before.agent_id as agent
    from queue_entry e join queue_entry before
      on before.caller_id = e.caller_id and before.accepted_at >= ${since.toString()}::timestamptz
    where e.id in ${[...entryIds]} and before.agent_id is not null
    order by e.id, before.accepted_at desc`);
  return new Map(rows.map(({ id, agent }) => [id, agent]));
}

/** What an agent holds now: accepted conversations, and whether something rings. */
export async function heldBy(tx: Tx, agentId: string): Promise<Load & { ringing: boolean }> {
  const [row] = await tx.execute<{ voice: number; text: number; ringing: boolean }>(sql`
    select count(*) filter (where medium = 'voice')::int as voice,
      count(*) filter (where medium = 'text')::int as text,
      exists (select from offer where agent_id = ${agentId} and state = 'open') as ringing
    from queue_entry where agent_id = ${agentId} and state = 'accepted'`);
  return row ?? { voice: 0, text: 0, ringing: false };
}

/** The places for a medium that the agent has in use. */
export async function takenSlots(tx: Tx, agentId: string, medium: string): Promise<number[]> {
  const rows = await tx.execute<{ slot: number }>(sql`
    select slot from queue_entry
    where agent_id = ${agentId} and medium = ${medium} and state in ('offered', 'accepted')`);
  return rows.map(({ slot }) => slot);
}

/** Skills and their levels, as one record. */
export function levelsOf(
  skills: readonly string[],
  levels: readonly number[],
): Record<string, number> {
  return Object.fromEntries(skills.map((skill, at) => [skill, levels[at] ?? 1]));
}
