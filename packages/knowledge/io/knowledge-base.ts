import { setImmediate } from 'node:timers/promises';
import { type App, service } from '@1999/platform';
import { FaqEvents } from '../contract.ts';
import {
  type Engine,
  engineOf,
  type PreparedEntry,
  type PreparedWords,
  prepareEntry,
} from '../engine.ts';
import { type PublishedEntry, publishedEntries } from '../queries/published-entries.ts';
import { preparedWords } from './prepared-words.ts';

const LOOK_MS = 250;
/** So many entries are made ready before others in this process have their turn (about 5 ms). */
const AT_ONCE = 25;

/** One process's knowledge base. It follows the journal: see `knowledgeBase`. */
class KnowledgeBase {
  #engine: Engine<PublishedEntry> | null = null;
  /** By id and version: after an edit only what has changed is made ready anew. */
  #prepared: ReadonlyMap<string, PreparedEntry<PublishedEntry>> = new Map();
  /** The journal's position up to which changes are in the index. */
  #position = 0;
  #lookAfter = 0;
  #heard = false;
  #looking: Promise<Engine<PublishedEntry>> | null = null;

  /** The index with every change sealed up to a quarter of a second ago. */
  async current(app: App): Promise<Engine<PublishedEntry>> {
    if (!this.#heard) {
      this.#heard = true;
      app.wake.onSealed(() => {
        this.#lookAfter = 0;
      });
    }
    const fresh = app.clock.now().epochMilliseconds < this.#lookAfter;
    if (this.#engine && fresh) return this.#engine;
    this.#looking ??= this.#look(app).finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(app: App): Promise<Engine<PublishedEntry>> {
    this.#lookAfter = app.clock.now().epochMilliseconds + LOOK_MS;
    // Read before the entries: a change in between is then looked at once more, and never missed.
    const [head] = await app.sql<{ position: string; changed: boolean }[]>`
      select (select position from journal_head)::text as position, exists (
        select from journal where position > ${this.#position}
          and type = any(${[...FaqEvents]})) as changed`;
    if (!this.#engine || head?.changed) {
      const words = app.services.get(preparedWords).get();
      this.#prepared = await this.#prepare(await publishedEntries(app.db), words);
      this.#engine = engineOf([...this.#prepared.values()], words);
    }
    this.#position = Number(head?.position ?? 0);
    return this.#engine;
  }

  async #prepare(entries: readonly PublishedEntry[], words: PreparedWords) {
    const all = new Map<string, PreparedEntry<PublishedEntry>>();
    let made = 0;
    for (const entry of entries) {
      const key = `${entry.version} ${entry.id}`;
      const before = this.#prepared.get(key);
      if (!before && ++made % AT_ONCE === 0) await setImmediate();
      all.set(key, before ?? prepareEntry(entry, words));
    }
    return all;
  }
}

/** The index in memory, one a process, made on first use and again after each sealed change. */
export const knowledgeBase = service('knowledge.base', () => new KnowledgeBase());
