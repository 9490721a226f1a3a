import { agencyByCode } from '@1999/directory';
import { type App, NotFound } from '@1999/platform';
import type { FaqView } from '../contract.ts';
import { type Decision, decide } from '../domain/search/confidence.ts';
import type { Engine, EngineResult } from '../engine.ts';
import { knowledgeBase } from '../io/knowledge-base.ts';
import { holdsAt, type PublishedEntry } from './published-entries.ts';

/** What a search of the city's knowledge found. */
export interface KnowledgeResult extends EngineResult<PublishedEntry> {
  /** What may be done with it: answer outright, offer choices, or say that we do not know. */
  readonly decision: Decision;
}

/** Ranks the published entries that hold now for a question in anybody's words, best first. */
export async function search(
  app: App,
  text: string,
  { limit = 10 }: { limit?: number } = {},
): Promise<KnowledgeResult> {
  const engine = await app.services.get(knowledgeBase).current(app);
  return searchIn(engine, text, app.clock.now(), limit);
}

/** The same in any engine of published entries, as of `now`. */
export function searchIn(
  engine: Engine<PublishedEntry>,
  text: string,
  now: Temporal.Instant,
  limit: number,
): KnowledgeResult {
  const result = engine.search(text, { limit: limit + 10 });
  const hits = result.hits.filter(({ entry }) => holdsAt(entry, now)).slice(0, limit);
  const decision = hits.length > 0 && hits[0] === result.hits[0] ? decide(result) : 'none';
  return { ...result, hits, decision };
}

/** Questions that what is being typed may become, in Chinese or in pinyin. */
export async function suggest(
  app: App,
  typed: string,
  { limit = 8 }: { limit?: number } = {},
): Promise<{ faqId: string; title: string }[]> {
  const engine = await app.services.get(knowledgeBase).current(app);
  const now = app.clock.now();
  const entries = engine.suggest(typed, { limit: limit + 10 });
  return entries
    .filter((entry) => holdsAt(entry, now))
    .slice(0, limit)
    .map(({ id, question }) => ({ faqId: id, title: question }));
}

/** A published entry that holds now. @throws NotFound */
export async function faqView(app: App, id: string): Promise<FaqView> {
  const engine = await app.services.get(knowledgeBase).current(app);
  const entry = engine.byId(id);
  if (!entry || !holdsAt(entry, app.clock.now())) throw new NotFound();
  const { from: _, to: __, version: ___, similar: ____, tags: _____, ...view } = entry;
  const agency = entry.agency && (await agencyByCode(app.db, entry.agency));
  return { ...view, agencyName: agency ? { zh: agency.nameZh, en: agency.nameEn } : null };
}

/** Every published entry that holds now, in the order of their ids. */
export async function publishedNow(app: App): Promise<PublishedEntry[]> {
  const engine = await app.services.get(knowledgeBase).current(app);
  const now = app.clock.now();
  return engine.entries.filter((entry) => holdsAt(entry, now));
}
