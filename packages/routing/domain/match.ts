import type { Medium } from '../contract.ts';
import { type Capacity, hasRoom, type Load } from './capacity.ts';
import type { Need } from './overflow.ts';
import { byPlace, compare, type Placed } from './place.ts';

/** Somebody or something that waits for an agent. Times are epoch milliseconds. */
export interface WaitingEntry extends Placed {
  readonly medium: Medium;
  readonly needs: readonly Need[];
  /** The agent who spoke with this citizen a short while ago. */
  readonly lastAgentId: string | null;
  /** The one agent who may take it; absent or null: anyone who can. */
  readonly forAgent?: string | null;
  /** The one agent who is not to be asked: whoever handed it on. */
  readonly notFor?: string | null;
}

/** An agent who takes something new and at whose place nothing rings. */
export interface ReadyAgent {
  readonly id: string;
  readonly levels: Readonly<Record<string, number>>;
  readonly load: Load;
  readonly idleSince: number;
}

export interface Match {
  readonly entryId: string;
  readonly agentId: string;
}

/**
 * Is there room for the entry beside what the agent holds, and is it for this agent, or can the
 * agent do what it needs?
 */
export function canTake(agent: ReadyAgent, entry: WaitingEntry, capacity: Capacity): boolean {
  if (!hasRoom(agent.load, entry.medium, capacity)) return false;
  if (entry.forAgent) return entry.forAgent === agent.id;
  return entry.notFor !== agent.id && meets(agent.levels, entry.needs);
}

function meets(levels: ReadyAgent['levels'], needs: readonly Need[]): boolean {
  return needs.every((need) => need.some(({ skill, level }) => (levels[skill] ?? 0) >= level));
}

/**
 * Whoever handed an entry on is spared it while somebody else at work could do it; where nobody
 * else can, the spared one is asked again, so that nobody waits for ever.
 */
export function spared(
  notFor: string | null,
  needs: readonly Need[],
  atWork: readonly Pick<ReadyAgent, 'id' | 'levels'>[],
): string | null {
  const others = atWork.filter(({ id }) => id !== notFor);
  return others.some(({ levels }) => meets(levels, needs)) ? notFor : null;
}

/** Whoever holds least goes first, then the longest idle: so work and rest are shared fairly. */
export function byTurn(a: ReadyAgent, b: ReadyAgent): number {
  return held(a) - held(b) || a.idleSince - b.idleSince || compare(a.id, b.id);
}

const held = ({ load }: ReadyAgent) => load.voice + load.text;

/**
 * Who is offered what: entries in the order of the queue, each to the agent who spoke with the
 * citizen last, else to the one whose turn it is. An entry nobody can take just now does not hold
 * up those behind it. Each agent and each entry is matched once at most.
 */
export function matchEntries(
  entries: readonly WaitingEntry[],
  agents: readonly ReadyAgent[],
  capacity: Capacity,
): Match[] {
  const free = [...agents].sort(byTurn);
  const matches: Match[] = [];
  for (const entry of [...entries].sort(byPlace)) {
    if (free.length === 0) break;
    const fits = (agent: ReadyAgent) => canTake(agent, entry, capacity);
    const known = free.findIndex((agent) => agent.id === entry.lastAgentId && fits(agent));
    const at = known < 0 ? free.findIndex(fits) : known;
    if (at < 0) continue;
    const [agent] = free.splice(at, 1);
    if (agent) matches.push({ entryId: entry.id, agentId: agent.id });
  }
  return matches;
}

/**
 * Whether a match among `first`, whose turn comes before all others', and those whom something waits
 * for, is the match among everybody: all that waits has found its agent, each one of the first or
 * the very one it waits for.
 */
export function isMatchOfAll(
  entries: readonly WaitingEntry[],
  matches: readonly Match[],
  first: ReadonlySet<string>,
): boolean {
  const agentOf = new Map(matches.map(({ entryId, agentId }) => [entryId, agentId]));
  return entries.every(({ id, lastAgentId, forAgent }) => {
    const agentId = agentOf.get(id);
    return agentId && (first.has(agentId) || agentId === lastAgentId || agentId === forAgent);
  });
}
