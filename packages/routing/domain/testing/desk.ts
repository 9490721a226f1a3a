import type { AgentState, ChosenState, OverflowRule } from '../../contract.ts';
import {
  type AgentAction,
  type Held,
  nextStanding,
  type Standing,
  startsIdle,
} from '../agent-state.ts';
import { backInQueue } from '../back-in-queue.ts';
import { type Capacity, hasRoom, mediumOf } from '../capacity.ts';
import { type Match, matchEntries, type ReadyAgent, spared } from '../match.ts';
import { needsAt } from '../overflow.ts';
import { rankAt } from '../place.ts';

export interface DeskEntry {
  readonly id: string;
  readonly channel: string;
  readonly skills: readonly string[];
  readonly priority: number;
  readonly queuedAt: number;
  readonly callerId: string;
  state: 'waiting' | 'offered' | 'accepted' | 'finished' | 'left';
  agentId: string | null;
  acceptedAt: number | null;
  forAgent: string | null;
  notFor: string | null;
}

export interface DeskAgent {
  readonly id: string;
  readonly levels: Readonly<Record<string, number>>;
  standing: Standing;
  idleSince: number;
}

export const capacity: Capacity = { textAtOnce: 2, textBesideVoice: 1 };

/** The room of this test: the pure rules, carried out in memory as the commands carry them out. */
export class Desk {
  now = 0;
  readonly entries: DeskEntry[] = [];
  readonly agents: DeskAgent[];
  /** Each offer with who was free at that moment and held as little. */
  readonly offers: { match: Match; at: number }[] = [];
  readonly #rules: readonly OverflowRule[];
  readonly #onOffer: (match: Match, free: readonly ReadyAgent[]) => void;

  constructor(
    agents: readonly Readonly<Record<string, number>>[],
    rules: readonly OverflowRule[] = [],
    onOffer: (match: Match, free: readonly ReadyAgent[]) => void = () => {},
  ) {
    this.agents = agents.map((levels, at) => ({
      id: `a${at}`,
      levels,
      standing: { state: 'offline' as AgentState, taking: false },
      idleSince: 0,
    }));
    this.#rules = rules;
    this.#onOffer = onOffer;
  }

  arrive(entry: Pick<DeskEntry, 'channel' | 'skills' | 'priority' | 'callerId'>): DeskEntry {
    const id = `e${String(this.entries.length).padStart(5, '0')}`;
    const made: DeskEntry = {
      ...entry,
      id,
      queuedAt: this.now,
      state: 'waiting',
      agentId: null,
      acceptedAt: null,
      forAgent: null,
      notFor: null,
    };
    this.entries.push(made);
    this.match();
    return made;
  }

  /** Refused, it changes nothing, as a transaction does. */
  choose(agent: DeskAgent, state: ChosenState): void {
    this.#leave(agent, { type: 'choose', state }, state !== 'ready');
  }

  /** The console is gone, or its agent signed out. */
  lose(agent: DeskAgent): void {
    if (['offline', 'ringing'].includes(agent.standing.state)) return;
    this.#leave(agent, { type: 'lose' }, true);
  }

  handOn(entry: DeskEntry, toAgent: string | null): void {
    const agent = this.agents.find(({ id }) => id === entry.agentId);
    const to = this.agents.find(({ id }) => id === toAgent);
    if (entry.state !== 'accepted' || mediumOf(entry.channel) !== 'text' || !agent) return;
    if (to && (to === agent || !this.#hasRoom(to, entry))) return;
    Object.assign(entry, backInQueue({ forAgent: to?.id ?? null, notFor: agent.id }));
    this.#move(agent, { type: 'handOn' });
    this.match();
    // Whom it was for may have been given something else a moment before.
    for (const one of this.entries)
      if (one === entry && one.state === 'waiting') one.forAgent = null;
    this.match();
  }

  #leave(agent: DeskAgent, action: AgentAction, returns: boolean): void {
    const texts = this.heldBy(agent).filter(({ channel }) => mediumOf(channel) === 'text');
    const before = texts.map((entry) => ({ ...entry }));
    try {
      if (returns) for (const entry of texts) Object.assign(entry, backInQueue({}));
      this.#move(agent, action);
    } catch (error) {
      texts.forEach((entry, at) => {
        Object.assign(entry, before[at]);
      });
      throw error;
    }
    this.match();
  }

  accept(agent: DeskAgent): void {
    const entry = this.ringingAt(agent);
    if (!entry) return;
    entry.state = 'accepted';
    entry.acceptedAt = this.now;
    this.#move(agent, { type: 'accept' });
    this.match();
  }

  giveBack(agent: DeskAgent, how: 'decline' | 'ringTimeOut'): void {
    const entry = this.ringingAt(agent);
    if (!entry) return;
    Object.assign(entry, backInQueue({ notFor: entry.notFor }));
    this.#move(agent, { type: how });
    this.match();
  }

  leave(entry: DeskEntry): void {
    const agent = this.agents.find(({ id }) => id === entry.agentId);
    if (entry.state === 'waiting' || entry.state === 'offered') {
      const rang = entry.state === 'offered';
      entry.state = 'left';
      entry.agentId = null;
      if (rang && agent) this.#move(agent, { type: 'withdraw' });
      this.match();
    }
  }

  finish(entry: DeskEntry): void {
    const agent = this.agents.find(({ id }) => id === entry.agentId);
    if (entry.state !== 'accepted' || !agent) return;
    entry.state = 'finished';
    this.#move(agent, { type: 'finish', medium: mediumOf(entry.channel) });
    this.match();
  }

  match(): void {
    const waiting = this.entries.filter(({ state }) => state === 'waiting');
    const free = this.agents
      .filter(({ standing }) => standing.taking && ['ready', 'busy'].includes(standing.state))
      .filter((agent) => !this.ringingAt(agent))
      .map((agent) => ({ ...agent, load: this.held(agent) }));
    for (const match of matchEntries(
      waiting.map((entry) => ({
        id: entry.id,
        medium: mediumOf(entry.channel),
        rankAt: rankAt(entry.priority, entry.queuedAt),
        needs: needsAt(entry, this.#rules, this.now),
        lastAgentId: this.#lastAgent(entry),
        forAgent: entry.forAgent,
        notFor: this.#spared(entry),
      })),
      free,
      capacity,
    )) {
      const entry = this.entries.find(({ id }) => id === match.entryId);
      const agent = this.agents.find(({ id }) => id === match.agentId);
      if (!entry || !agent) throw new Error('matched what is not there');
      this.#onOffer(match, free);
      this.offers.push({ match, at: this.now });
      if (entry.state !== 'waiting') throw new Error('offered twice');
      entry.state = 'offered';
      entry.agentId = agent.id;
      this.#move(agent, { type: 'offer' });
    }
  }

  ringingAt(agent: DeskAgent): DeskEntry | undefined {
    return this.entries.find(({ state, agentId }) => state === 'offered' && agentId === agent.id);
  }

  heldBy(agent: DeskAgent): DeskEntry[] {
    return this.entries.filter(
      ({ state, agentId }) => state === 'accepted' && agentId === agent.id,
    );
  }

  held(agent: DeskAgent): Held {
    const of = (medium: string) =>
      this.heldBy(agent).filter(({ channel }) => mediumOf(channel) === medium).length;
    return { voice: of('voice'), text: of('text'), ringing: Boolean(this.ringingAt(agent)) };
  }

  /** Could this agent take the entry at this moment? */
  couldTake(agent: DeskAgent, entry: DeskEntry): boolean {
    return (
      this.#hasRoom(agent, entry) &&
      this.#spared(entry) !== agent.id &&
      needsAt(entry, this.#rules, this.now).every((need) =>
        need.some(({ skill, level }) => (agent.levels[skill] ?? 0) >= level),
      )
    );
  }

  #hasRoom(agent: DeskAgent, entry: DeskEntry): boolean {
    return (
      agent.standing.taking &&
      ['ready', 'busy'].includes(agent.standing.state) &&
      !this.ringingAt(agent) &&
      hasRoom(this.held(agent), mediumOf(entry.channel), capacity)
    );
  }

  #spared(entry: DeskEntry): string | null {
    const atWork = this.agents.filter(({ standing }) => standing.state !== 'offline');
    return spared(entry.notFor, needsAt(entry, this.#rules, this.now), atWork);
  }

  #lastAgent(entry: DeskEntry): string | null {
    const before = this.entries
      .filter(
        ({ callerId, acceptedAt }) =>
          callerId === entry.callerId && acceptedAt !== null && acceptedAt >= this.now - 3600_000,
      )
      .sort((a, b) => (b.acceptedAt ?? 0) - (a.acceptedAt ?? 0));
    return before[0]?.agentId ?? null;
  }

  #move(agent: DeskAgent, action: AgentAction): void {
    // An offer's own entry does not count as ringing before the agent's state has taken it in.
    const held = this.held(agent);
    const before = agent.standing;
    agent.standing = nextStanding(before, action, held);
    if (startsIdle(before, agent.standing)) agent.idleSince = this.now;
  }
}
