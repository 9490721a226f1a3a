import { publishedNow } from '@1999/knowledge';
import { type App, service } from '@1999/platform';
import { guardForModel } from '../../domain/private-data.ts';
import type { Consultation } from './consult.ts';
import { modelOf } from './model.ts';

type Entry = Awaited<ReturnType<typeof publishedNow>>[number];

const TOP = 10;
const BATCH = 64;
const MAKE_MS = 20_000;

/** Vectors of the published entries, made in the background and kept by id and version. */
class Meanings {
  readonly #vectors = new Map<string, Float32Array>();
  #making: Promise<void> | null = null;

  /** The entries nearest in meaning; none while the vectors are still being made. */
  async nearest(app: App, question: string, signal: AbortSignal): Promise<Entry[]> {
    const model = modelOf(app);
    const entries = await publishedNow(app);
    if (!model) return [];
    const missing = entries.filter((entry) => !this.#vectors.has(keyOf(entry)));
    if (missing.length > 0) this.#make(app, missing);
    if (missing.length > entries.length / 2) return [];
    const [asked] = await model.embed([question], signal);
    if (!asked) return [];
    return entries
      .map((entry) => ({ entry, near: dot(asked, this.#vectors.get(keyOf(entry))) }))
      .sort((a, b) => b.near - a.near)
      .slice(0, TOP)
      .map(({ entry }) => entry);
  }

  #make(app: App, missing: readonly Entry[]): void {
    this.#making ??= this.#embedAll(app, missing)
      .catch(() => app.log.warn('the vectors of the entries could not be made'))
      .finally(() => {
        this.#making = null;
      });
  }

  async #embedAll(app: App, missing: readonly Entry[]): Promise<void> {
    for (let at = 0; at < missing.length; at += BATCH) {
      const some = missing.slice(at, at + BATCH);
      const texts = some.map(({ question, similar, answer }) =>
        [question, ...similar, answer].join('\n').slice(0, 1_500),
      );
      const vectors = await modelOf(app)?.embed(texts, AbortSignal.timeout(MAKE_MS));
      for (const [index, vector] of (vectors ?? []).entries()) {
        const entry = some[index];
        if (entry) this.#vectors.set(keyOf(entry), vector);
      }
    }
  }
}

const keyOf = ({ id, version }: Entry) => `${version} ${id}`;

function dot(a: Float32Array, b: Float32Array | undefined): number {
  if (!b || b.length !== a.length) return -1;
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}

const meanings = service('chatbot.meanings', () => new Meanings());

/**
 * The candidates for the model: those found by words and, where an embedding model is configured,
 * those near in meaning, taken in turns. Without it, or when it fails, the first alone.
 */
export async function addByMeaning(
  app: App,
  { question, signal }: Consultation,
  byWords: readonly Entry[],
): Promise<readonly Entry[]> {
  if (!app.config.model?.embeddingModel) return byWords.slice(0, TOP);
  const clean = guardForModel(question).clean;
  const near = await app.services
    .get(meanings)
    .nearest(app, clean, signal)
    .catch(() => []);
  const all = new Map<string, Entry>();
  for (let at = 0; at < TOP; at++) {
    for (const entry of [byWords[at], near[at]]) if (entry) all.set(entry.id, entry);
  }
  return [...all.values()].slice(0, TOP);
}
