import { setImmediate } from 'node:timers/promises';
import { type App, service } from '@1999/platform';
import { FaqEvents, FaqWordEvents } from '../contract.ts';
import {
  type Engine,
  engineOf,
  type PreparedEntry,
  type PreparedWords,
  prepareEntry,
} from '../engine.ts';
import { type PublishedEntry, publishedEntries } from '../queries/published-entries.ts';
import { acceptedPairs } from './accepted-pairs.ts';
import { preparedWords } from './prepared-words.ts';

const LOOK_MS = 250;
/** So many entries are made ready before others in this process have their turn (about 5 ms). */
const AT_ONCE = 25;

/** One process's knowledge base. It follows the journal: see `knowledgeBase`. */
class KnowledgeBase {
  #engine: Engine<PublishedEntry> | null = null;
  /** The same without the city's own words. */
  #entries: Engine<PublishedEntry> | null = null;
  /** By id and version: after an edit only what has changed is made ready anew. */
  #prepared: ReadonlyMap<string, PreparedEntry<PublishedEntry>> = new Map();
  /** The journal's position up to which changes are in the index. */
  #position = 0;
  #lookAfter = 0;
  #heard = false;
  #looking: Promise<Engine<PublishedEntry>> | null = null;

  /** The words besides the entries, the city's own too, as of the same moment. */
  async words(app: App): Promise<PreparedWords> {
    const { lexicon } = await this.current(app);
    return { ...app.services.get(preparedWords).get(), lexicon };
  }

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
    const [head] = await app.sql<{ position: string; changed: string[] | null }[]>`
      select (select position from journal_head)::text as position, (
        select array_agg(distinct type) from journal where position > ${this.#position}
          and type = any(${[...FaqEvents, ...FaqWordEvents]})) as changed`;
    const changed = (types: readonly string[]) =>
      types.some((type) => head?.changed?.includes(type));
    const entriesBefore = this.#entries;
    if (!this.#entries || changed(FaqEvents)) {
      const words = app.services.get(preparedWords).get();
      this.#prepared = await this.#prepare(await publishedEntries(app.db), words);
      this.#entries = engineOf([...this.#prepared.values()], words);
    }
    if (!this.#engine || this.#entries !== entriesBefore || changed(FaqWordEvents)) {
      this.#engine = this.#entries.knowing(await acceptedPairs(app.db));
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
