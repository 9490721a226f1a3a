import type { Reader, Tx } from '@1999/platform';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentState, Medium } from '../contract.ts';
import type { ReadyAgent } from '../domain/match.ts';

/** An agent at work: whether something new may come, and whether something rings just now. */
export interface AgentAtWork extends ReadyAgent {
  readonly taking: boolean;
  readonly ringing: boolean;
}

/** An agent who takes something new and at whose place nothing rings. */
export interface TakingAgent extends AgentAtWork {
  readonly state: AgentState;
  /** The places in use, by medium. */
  readonly slots: Readonly<Record<Medium, readonly number[]>>;
}

/** What waits, as the match looks at it. Times are epoch milliseconds. */
export interface WaitingRow {
  readonly id: string;
  readonly channel: string;
  readonly medium: Medium;
  readonly refId: string;
  readonly skills: readonly string[];
  readonly language: string;
  readonly priority: number;
  readonly queuedAt: number;
  readonly rankAt: number;
  readonly forAgent: string | null;
  readonly notFor: string | null;
  /** The agent who last accepted this citizen. */
  readonly lastAgentId: string | null;
}

export interface Desk {
  readonly agents: readonly TakingAgent[];
  readonly waiting: readonly WaitingRow[];
}

/** More waiting entries than this are not looked at in one go: no city has so many agents free. */
const LOOK_AHEAD = 500;

/**
 * Everything the match looks at, by one statement: agents who take something new and at whose place
 * nothing rings, and what waits, first in the queue first. Both are empty where either is.
 * @param lastSince from when on an agent counts as the citizen's last; null: nobody does
 */
export async function deskNow(tx: Tx, lastSince: Temporal.Instant | null): Promise<Desk> {
  const since = lastSince?.toString() ?? null;
  const [row] = await tx.execute<{ agents: AgentRow[] | null; waiting: WaitingRow[] | null }>(sql`
    with agents as materialized (
      ${agentsWho(sql`p.taking and p.state in ('ready', 'busy')
        and not exists (select from offer o where o.agent_id = p.agent_id and o.state = 'open')
        and exists (select from queue_entry where state = 'waiting')`)}),
    waiting as (
      select id, channel, medium, ref_id as "refId", skills, language, priority,
        floor(extract(epoch from queued_at) * 1000)::float8 as "queuedAt",
        floor(extract(epoch from rank_at) * 1000)::float8 as "rankAt",
        for_agent as "forAgent", not_for as "notFor",
        (select before.agent_id from queue_entry before
          where before.caller_id = e.caller_id and before.agent_id is not null
            and before.accepted_at >= ${since}::timestamptz
          order by before.accepted_at desc limit 1) as "lastAgentId"
      from queue_entry e where state = 'waiting' and exists (select from agents)
      order by rank_at, id limit ${LOOK_AHEAD})
    select (select json_agg(agents) from agents) as agents,
      (select json_agg(waiting) from waiting) as waiting`);
  const waiting = row?.waiting ?? [];
  return { agents: waiting.length > 0 ? (row?.agents ?? []).map(agentOf) : [], waiting };
}

/** Everybody who is not off the place, with what they hold. */
export async function atWork(reader: Reader): Promise<AgentAtWork[]> {
  return [...(await reader.execute<AgentRow>(agentsWho(sql`p.state <> 'offline'`)))].map(agentOf);
}

interface AgentRow extends Record<string, unknown> {
  readonly id: string;
  readonly state: AgentState;
  readonly skills: string[];
  readonly levels: number[];
  readonly idle: number;
  readonly voice: (number | null)[];
  readonly text: (number | null)[];
  readonly taking: boolean;
  readonly ringing: boolean;
}

function agentsWho(condition: SQL): SQL {
  return sql`
    select p.agent_id as id, p.state, p.skills, p.levels,
      p.taking and p.state in ('ready', 'busy') as taking,
      exists (select from offer o where o.agent_id = p.agent_id and o.state = 'open') as ringing,
      extract(epoch from coalesce(p.idle_since, p.since))::float8 * 1000 as idle,
      coalesce(array_agg(e.slot) filter (where e.medium = 'voice'), '{}') as voice,
      coalesce(array_agg(e.slot) filter (where e.medium = 'text'), '{}') as text
    from agent_presence p
      left join queue_entry e on e.agent_id = p.agent_id and e.state = 'accepted'
    where ${condition}
    group by p.agent_id`;
}

function agentOf({ skills, levels, idle, voice, text, ...as }: AgentRow): TakingAgent {
  const known = (slots: readonly (number | null)[]) => slots.filter((slot) => slot !== null);
  return {
    ...as,
    levels: levelsOf(skills, levels),
    load: { voice: voice.length, text: text.length },
    slots: { voice: known(voice), text: known(text) },
    idleSince: idle,
  };
}

const held = (medium: Medium) =>
  sql<number>`(select count(*)::int from queue_entry e
    where e.agent_id = agent_presence.agent_id and e.state = 'accepted' and e.medium = ${medium})`;

/** What the agents of a statement about `agent_presence` hold, as its columns. */
export const heldByThem = {
  voice: held('voice'),
  text: held('text'),
  ringing: sql<boolean>`exists (select from offer o
    where o.agent_id = agent_presence.agent_id and o.state = 'open')`,
};

/** Skills and their levels, as one record. */
export function levelsOf(
  skills: readonly string[],
  levels: readonly number[],
): Record<string, number> {
  return Object.fromEntries(skills.map((skill, at) => [skill, levels[at] ?? 1]));
}
