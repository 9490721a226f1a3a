import type { Change, JournalEvent } from '../contract.ts';
import { journalHead } from '../journal/reader.ts';
import type { App } from '../module/app.ts';
import { MAX_CHANGES, missedChanges } from './missed.ts';
import type { Subscriber } from './subscriber.ts';
import { type TopicBook, topicBook } from './topic-book.ts';
import type { SubscribeAck } from './wire.ts';

/** So many changes are kept at hand, so that a crowd that reconnects does not ask the database. */
const RECENT = 2_000;
/** A subscription without a position gets what happened while its page was fetching, too. */
const OVERLAP_MS = 5_000;

interface Recent {
  readonly change: Change;
  readonly seenMs: number;
}

/**
 * Brings sealed events to subscribers: each change once, in order, and only on topics its actor may
 * hear at that moment.
 */
export class Feed {
  readonly #app: App;
  readonly #book: TopicBook;
  readonly #byTopic = new Map<string, Set<Subscriber>>();
  readonly #recent: Recent[] = [];
  #recentFrom: number;
  #position: number;

  /** @param position the journal's head, from which the first batch continues */
  constructor(app: App, position: number) {
    this.#app = app;
    this.#book = app.services.get(topicBook);
    this.#position = position;
    this.#recentFrom = position;
  }

  /** The last position that was handed out. */
  get position(): number {
    return this.#position;
  }

  subscribersOf(topic: string): ReadonlySet<Subscriber> {
    return this.#byTopic.get(topic) ?? new Set();
  }

  /** Hands out a batch. @throws when the database is away; nothing of the batch was sent then. */
  async deliver(events: readonly JournalEvent[]): Promise<void> {
    const changes: Change[] = [];
    for (const event of events) {
      const change = this.#book.changeOf(this.#app, event);
      if (change) changes.push(change);
    }
    await this.dropForbidden(new Set(changes.flatMap((change) => change.topics)));
    // From here to the end nothing waits, so no subscription comes in between.
    const seenMs = performance.now();
    for (const change of changes) {
      const hearers = new Set(change.topics.flatMap((topic) => [...this.subscribersOf(topic)]));
      for (const hearer of hearers) hearer.offer(change);
      this.#recent.push({ change, seenMs });
    }
    this.#position = events.at(-1)?.position ?? this.#position;
    const surplus = this.#recent.splice(0, Math.max(0, this.#recent.length - RECENT)).at(-1);
    if (surplus) this.#recentFrom = surplus.change.position;
  }

  /**
   * Takes topics away from those who may no longer hear them: an order that went to another agency
   * is not told to the first. Each actor and topic is asked about once.
   */
  async dropForbidden(topics: ReadonlySet<string>): Promise<void> {
    for (const topic of topics) {
      const answers = new Map<string, boolean>();
      for (const subscriber of [...this.subscribersOf(topic)]) {
        const known = answers.get(subscriber.actorKey);
        const may = known ?? (await this.#book.allows(this.#app, subscriber.actor, topic));
        answers.set(subscriber.actorKey, may);
        if (!may) this.#drop(subscriber, topic);
      }
    }
  }

  /**
   * Sets a subscriber's topics to those of `wanted` it may hear, and replays to it what it missed
   * of the new ones: since `after` where it says so, else since its page's last position (first
   * subscription), else in the last seconds of this connection. Calls `resync` when that is too much.
   */
  async subscribe(
    subscriber: Subscriber,
    wanted: readonly string[],
    after: number | undefined,
    resync: (position: number) => void,
  ): Promise<SubscribeAck> {
    const ok: string[] = [];
    const denied: string[] = [];
    for (const topic of new Set(wanted)) {
      const may = await this.#book.allows(this.#app, subscriber.actor, topic);
      (may ? ok : denied).push(topic);
    }
    const fresh = new Set(ok.filter((topic) => !subscriber.has(topic)));
    for (const topic of subscriber.topics) if (!ok.includes(topic)) this.#drop(subscriber, topic);
    const joined = this.#position;
    const from = after ?? subscriber.after ?? Math.max(this.#overlap(), subscriber.floor);
    if (subscriber.floor === 0) subscriber.floor = from;
    subscriber.after = undefined;
    if (fresh.size === 0) return { ok, denied, position: joined };
    subscriber.hold();
    try {
      for (const topic of fresh) this.#join(subscriber, topic, joined);
      const told = await this.#replay(subscriber, fresh, from, joined);
      if (!told) resync(joined);
    } finally {
      subscriber.release();
    }
    return { ok, denied, position: joined };
  }

  /** Forgets a subscriber whose socket has gone. */
  leave(subscriber: Subscriber): void {
    for (const topic of subscriber.topics) this.#drop(subscriber, topic);
  }

  async #replay(
    subscriber: Subscriber,
    fresh: ReadonlySet<string>,
    from: number,
    joined: number,
  ): Promise<boolean> {
    if (from > joined) {
      // Its page was fed by a process that is further on than this one; or by another database.
      if (from > (await journalHead(this.#app))) return false;
      for (const topic of fresh) if (subscriber.has(topic)) subscriber.cover(topic, from);
      return true;
    }
    const changes =
      this.#recentMissed(from, joined, fresh) ??
      (await missedChanges(this.#app, from, joined, fresh));
    if (!changes || changes.length > MAX_CHANGES) return false;
    for (const change of changes) {
      const topics = change.topics.filter((topic) => fresh.has(topic) && subscriber.has(topic));
      if (topics.length === 0 || subscriber.wasSent(change, fresh)) continue;
      subscriber.replay({ ...change, topics });
    }
    for (const topic of fresh) if (subscriber.has(topic)) subscriber.cover(topic, from);
    return true;
  }

  /** The missed changes as far as they are at hand; null when the database must be asked. */
  #recentMissed(from: number, until: number, topics: ReadonlySet<string>): Change[] | null {
    if (from < this.#recentFrom) return null;
    return this.#recent
      .map((recent) => recent.change)
      .filter(({ position }) => position > from && position <= until)
      .filter((change) => change.topics.some((topic) => topics.has(topic)));
  }

  #overlap(): number {
    const since = performance.now() - OVERLAP_MS;
    const first = this.#recent.find((recent) => recent.seenMs >= since);
    return first ? first.change.position - 1 : this.#position;
  }

  #join(subscriber: Subscriber, topic: string, since: number): void {
    subscriber.cover(topic, since);
    const hearers = this.#byTopic.get(topic) ?? new Set();
    this.#byTopic.set(topic, hearers.add(subscriber));
  }

  #drop(subscriber: Subscriber, topic: string): void {
    subscriber.drop(topic);
    const hearers = this.#byTopic.get(topic);
    hearers?.delete(subscriber);
    if (hearers?.size === 0) this.#byTopic.delete(topic);
  }
}
