import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matterTypes } from '@1999/cases';
import type { MatterType } from '@1999/cases/contract';
import { type App, service } from '@1999/platform';
import { z } from 'zod';
import type { Lexicon } from '../domain/search/lexicon.ts';
import { type Engine, type EngineEntry, engineOf, prepareEntry } from '../engine.ts';
import { knowledgeBase } from './knowledge-base.ts';

const WORDS = join(import.meta.dirname, '../data/type-words.json');

/** The types of matter as entries of the engine: their names, and how people say them. */
class TypeIndex {
  readonly #words = z
    .record(z.string(), z.array(z.string()))
    .parse(JSON.parse(readFileSync(WORDS, 'utf8')));
  #made: { of: string; lexicon: Lexicon; engine: Engine<EngineEntry> } | null = null;

  async current(app: App): Promise<Engine<EngineEntry>> {
    const types = await matterTypes(app.db);
    const of = JSON.stringify(types.map(({ code, nameZh }) => [code, nameZh]));
    const words = await app.services.get(knowledgeBase).words(app);
    const { lexicon } = words;
    if (this.#made?.of !== of || this.#made.lexicon !== lexicon) {
      const entries = types.map((type) => prepareEntry(this.#entryOf(type), words));
      this.#made = { of, lexicon, engine: engineOf(entries, words) };
    }
    return this.#made.engine;
  }

  #entryOf({ code, nameZh }: MatterType): EngineEntry {
    return { id: code, question: nameZh, answer: '', similar: this.#words[code] ?? [] };
  }
}

/** The index of matter types, one a process, made again when the city changes its types or words. */
export const typeIndex = service('knowledge.types', () => new TypeIndex());
