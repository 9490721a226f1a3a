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
  /** Those of the agents whose turn comes before all others'. */
  readonly first: ReadonlySet<string>;
  /** Whether something waits that somebody who was not read might take. */
  readonly more: boolean;
}

/** More waiting entries than this are not looked at in one go: no city has so many agents free. */
const LOOK_AHEAD = sql.raw('500');
/** So many of those whose turn it is are read before all: mostly one thing waits at a time. */
const FIRST_IN_TURN = sql.raw('20');

/** Agents who take something new and at whose place nothing rings. */
const TAKES = sql`p.taking and p.state in ('ready', 'busy')
  and not exists (select from offer o where o.agent_id = p.agent_id and o.state = 'open')`;

const SOMETHING_WAITS = sql`exists (select from queue_entry where state = 'waiting')`;

/**
 * What the match looks at, by one statement: agents who take something new and at whose place
 * nothing rings, and what waits, first in the queue first. Both are empty where either is.
 * @param which `first`: of the agents those whose turn comes first, and those whom something waits for
 * @param lastSince from when on an agent counts as the citizen's last; null: nobody does
 */
export async function deskNow(
  tx: Tx,
  which: 'first' | 'all',
  lastSince: Temporal.Instant | null,
): Promise<Desk> {
  const since = lastSince?.toString() ?? null;
  const [row] = await tx.execute<{
    agents: AgentRow[] | null;
    waiting: WaitingRow[] | null;
    first: string[] | null;
    more: boolean;
  }>(which === 'first' ? firstInTurn(since) : everybody(since));
  const { waiting, agents, more = false } = row ?? {};
  const first = new Set(row?.first);
  if (!waiting || !agents) return { agents: [], waiting: [], first, more };
  return { agents: agents.map(agentOf), waiting, first, more };
}

/**
 * Whoever is ready holds nothing, and so comes before all who hold something; and of those only who
 * writes may take a call, or something to write: nobody takes a second call.
 */
const firstInTurn = (since: string | null) => sql`
  with ready as materialized (
    select p.agent_id as id from agent_presence p
    where p.state = 'ready' and ${TAKES} and ${SOMETHING_WAITS}
    order by p.idle_since, p.agent_id limit ${FIRST_IN_TURN}),
  waiting as materialized (${waitingIf(since, sql`exists (select from ready)`)}),
  agents as (${agentsWho(sql`${TAKES} and p.agent_id in (select id from ready
    union all select "lastAgentId" from waiting union all select "forAgent" from waiting)`)})
  select ${BOTH}, (select json_agg(id) from ready) as first,
    ${SOMETHING_WAITS} and ((select count(*) from ready) = ${FIRST_IN_TURN}
      or exists (select from queue_entry
        where medium = 'text' and state in ('waiting', 'accepted'))) as more`;

const everybody = (since: string | null) => sql`
  with agents as materialized (${agentsWho(sql`${TAKES} and ${SOMETHING_WAITS}`)}),
  waiting as (${waitingIf(since, sql`exists (select from agents)`)})
  select ${BOTH}, null as first, false as more`;

const BOTH = sql`(select json_agg(agents) from agents) as agents,
  (select json_agg(waiting) from waiting) as waiting`;

const waitingIf = (since: string | null, condition: SQL) => sql`
  select id, channel, medium, ref_id as "refId", skills, language, priority,
    floor(extract(epoch from queued_at) * 1000)::float8 as "queuedAt",
    floor(extract(epoch from rank_at) * 1000)::float8 as "rankAt",
    for_agent as "forAgent", not_for as "notFor",
    (select before.agent_id from queue_entry before
      where before.caller_id = e.caller_id and before.agent_id is not null
        and before.accepted_at >= (select ${since}::timestamptz)
      order by before.accepted_at desc limit 1) as "lastAgentId"
  from queue_entry e where state = 'waiting' and ${condition}
  order by rank_at, id limit ${LOOK_AHEAD}`;

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
