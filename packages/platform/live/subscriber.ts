import type { Actor } from '../access/actor.ts';
import type { Change } from '../contract.ts';

/** One socket's view of the journal: its topics, and from which position each is covered. */
export class Subscriber {
  readonly actor: Actor;
  /** The same for everybody whose permissions are the same. */
  readonly actorKey: string;
  /** The token it may be heard by; `refresh` replaces it. */
  token: string;
  /** Its page's last position when it connected; answered by the first subscription. */
  after: number | undefined;
  /** Its page has dealt with everything up to here; 0 before the first subscription. */
  floor = 0;
  /** One subscription after another. */
  turn: Promise<unknown> = Promise.resolve();
  readonly #since = new Map<string, number>();
  readonly #send: (change: Change) => void;
  #held: Change[] | null = null;

  constructor(
    actor: Actor,
    token: string,
    after: number | undefined,
    send: (change: Change) => void,
  ) {
    this.actor = actor;
    this.actorKey = JSON.stringify(actor);
    this.token = token;
    this.after = after;
    this.#send = send;
  }

  get topics(): string[] {
    return [...this.#since.keys()];
  }

  has(topic: string): boolean {
    return this.#since.has(topic);
  }

  /** Events of `topic` later than `since` are for this socket. */
  cover(topic: string, since: number): void {
    this.#since.set(topic, since);
  }

  drop(topic: string): void {
    this.#since.delete(topic);
  }

  /** Whether a past change was sent already, for another of its topics than those in `fresh`. */
  wasSent({ topics, position }: Change, fresh: ReadonlySet<string>): boolean {
    return topics.some((topic) => !fresh.has(topic) && this.#covers(topic, position));
  }

  /** Takes a live change: sent at once, or kept back while older ones are being replayed. */
  offer(change: Change): void {
    const topics = change.topics.filter((topic) => this.#covers(topic, change.position));
    if (topics.length === 0) return;
    const mine = { ...change, topics };
    if (this.#held) this.#held.push(mine);
    else this.#send(mine);
  }

  /** Sends a replayed change, ahead of whatever is kept back. */
  replay(change: Change): void {
    this.#send(change);
  }

  /** Keeps live changes back until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const change of held) this.#send(change);
  }

  #covers(topic: string, position: number): boolean {
    const since = this.#since.get(topic);
    return since !== undefined && since < position;
  }
}
