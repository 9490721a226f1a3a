import type { Actor } from '../access/actor.ts';
import type { Change, JournalEvent } from '../contract.ts';
import { describeDatabaseError } from '../errors/database-error.ts';
import type { App } from '../module/app.ts';
import type { LiveRooms, LiveValue, Module, TopicAccess } from '../module/module.ts';
import { service } from '../module/service.ts';
import { describeFailure } from '../reactions/describe-failure.ts';

/**
 * What all rooms together say about live topics: which event goes to which, who may hear them, and
 * which have values. A topic is `prefix` or `prefix:ID`; a prefix nobody speaks for is denied.
 */
export class TopicBook {
  #rooms: LiveRooms[] = [];
  #access: Record<string, TopicAccess[string]> = {};
  values: LiveValue[] = [];

  /** Takes the rooms' tables, in place of those before. @throws when two rooms speak for one prefix or one value. */
  load(modules: readonly Module[]): void {
    this.#rooms = [];
    this.#access = {};
    this.values = [];
    for (const { live, topics, liveValues } of modules) {
      if (live) this.#rooms.push(live);
      for (const [prefix, may] of Object.entries(topics ?? {})) {
        if (this.#access[prefix]) throw new Error(`two rooms say who may hear topic ${prefix}`);
        this.#access[prefix] = may;
      }
      for (const value of liveValues ?? []) {
        if (this.values.some((other) => other.topic === value.topic)) {
          throw new Error(`two rooms compute the values of topic ${value.topic}`);
        }
        this.values.push(value);
      }
    }
  }

  /** The event as live clients see it, or null when it goes to no topic. */
  changeOf(app: App, event: JournalEvent): Change | null {
    const topics = new Set<string>();
    for (const rooms of this.#rooms) {
      try {
        for (const topic of rooms[event.type]?.(event) ?? []) topics.add(topic);
      } catch (error) {
        // One event that a table cannot read must not silence the feed for everybody.
        const reason = describeFailure(error);
        app.log.error({ type: event.type, position: event.position, reason }, 'no topics found');
      }
    }
    if (topics.size === 0) return null;
    const { position, type, subjectType, subjectId, threadId, at } = event;
    return { position, topics: [...topics], type, subjectType, subjectId, threadId, at };
  }

  /**
   * Whether `actor` may hear `topic` now.
   * @throws AppError (503) while the database is away: then nobody knows.
   */
  async allows(app: App, actor: Actor, topic: string): Promise<boolean> {
    const colon = topic.indexOf(':');
    const prefix = colon < 0 ? topic : topic.slice(0, colon);
    const may = Object.hasOwn(this.#access, prefix) ? this.#access[prefix] : undefined;
    if (!may) return false;
    try {
      return await may(app, actor, colon < 0 ? '' : topic.slice(colon + 1));
    } catch (error) {
      const away = describeDatabaseError(error);
      if (away?.status === 503) throw away;
      // An id that is none, for example: whatever cannot be decided is denied.
      app.log.info({ prefix, reason: describeFailure(error) }, 'a topic could not be decided');
      return false;
    }
  }
}

/** The application's one topic book; `buildServer` fills it. */
export const topicBook = service('live topics', () => new TopicBook());
