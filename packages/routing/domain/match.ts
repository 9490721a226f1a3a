/** Somebody or something that waits for an agent. Times are epoch milliseconds. */
export interface WaitingEntry {
  readonly id: string;
  readonly skills: readonly string[];
  readonly priority: number;
  readonly queuedAt: number;
  /** The one agent who may take it; absent or null: anyone with the skills. */
  readonly forAgent?: string | null;
}

export interface ReadyAgent {
  readonly id: string;
  readonly skills: readonly string[];
  readonly idleSince: number;
}

export interface Match {
  readonly entryId: string;
  readonly agentId: string;
}

/** The order of the queue: higher priority, then longer waiting; ids only to break a tie. */
export function byPlace(a: WaitingEntry, b: WaitingEntry): number {
  return b.priority - a.priority || a.queuedAt - b.queuedAt || compare(a.id, b.id);
}

/** May the agent take it: the one it is for, or anyone who has every skill it needs? */
export function canTake(agent: ReadyAgent, entry: WaitingEntry): boolean {
  if (entry.forAgent) return entry.forAgent === agent.id;
  return entry.skills.every((skill) => agent.skills.includes(skill));
}

/**
 * Who is offered what: entries in the order of the queue, each to the longest-idle ready agent with
 * its skills. An entry nobody can take just now does not hold up those behind it. Each agent and
 * each entry is matched once at most.
 */
export function matchEntries(
  entries: readonly WaitingEntry[],
  agents: readonly ReadyAgent[],
): Match[] {
  const free = [...agents].sort((a, b) => a.idleSince - b.idleSince || compare(a.id, b.id));
  const matches: Match[] = [];
  for (const entry of [...entries].sort(byPlace)) {
    const at = free.findIndex((agent) => canTake(agent, entry));
    if (at < 0) continue;
    const [agent] = free.splice(at, 1);
    if (agent) matches.push({ entryId: entry.id, agentId: agent.id });
    if (free.length === 0) break;
  }
  return matches;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
