import { setImmediate } from 'node:timers/promises';
import type { App } from '@1999/platform';
import type { z } from 'zod';
import type { FaqWordTrial, FaqWordTrialBody } from '../contract.ts';
import { pairsOf } from '../domain/insight/unknown-words.ts';
import { backgroundIdf } from '../domain/search/background.ts';
import { decide } from '../domain/search/confidence.ts';
import type { LexiconPair } from '../domain/search/lexicon.ts';
import { type Engine, normal } from '../engine.ts';
import { knowledgeBase } from '../io/knowledge-base.ts';
import { preparedWords } from '../io/prepared-words.ts';
import type { PublishedEntry } from './published-entries.ts';
import { searchIn } from './search.ts';
import { cityTerms } from './words.ts';

const SHOWN = 3;
const EXAMPLES = 3;
/** So many of the knowledge base's questions are asked again; of more, those at equal distances. */
const ASKED = 100;
/** After so many questions others in this process have their turn. */
const AT_ONCE = 5;

/**
 * What the engine would answer with a word and its terms, beside what it answers now, and what else
 * would change: no text without the word is read in another way, so only such as hold it are asked.
 */
export async function wordTrial(
  app: App,
  { question, word, terms, asked }: z.output<typeof FaqWordTrialBody>,
): Promise<FaqWordTrial> {
  const now = await app.services.get(knowledgeBase).current(app);
  const then = now.knowing(terms.map((term): LexiconPair => [word, term]));
  const answered = (engine: Engine<PublishedEntry>) => {
    const { decision, hits } = searchIn(engine, question, app.clock.now(), SHOWN);
    return {
      decision,
      hits: hits.map(({ entry }) => ({ faqId: entry.id, title: entry.question })),
    };
  };
  const said = normal(word);
  return {
    before: answered(now),
    after: answered(then),
    inQuestion: said !== '' && normal(question).includes(said),
    known: await knownTerms(app, word, terms),
    perThousand: perThousand(app, said),
    others: await othersOf([now, then], word, asked),
  };
}

async function knownTerms(app: App, word: string, terms: readonly string[]) {
  const shipped = app.services.get(preparedWords).get().lexicon.official.get(normal(word)) ?? [];
  const city = await cityTerms(app, word);
  return terms.flatMap((term): FaqWordTrial['known'] => {
    const key = normal(term);
    if (shipped.includes(key)) return [{ term, by: 'lexicon' }];
    return city.has(key) ? [{ term, by: 'city' }] : [];
  });
}

/** A text holds a word at most as often as the rarest part of it. */
function perThousand(app: App, word: string): number {
  const { background } = app.services.get(preparedWords).get();
  const rarest = Math.max(0, ...pairsOf(word).map((term) => backgroundIdf(background, term)));
  return word === '' ? 0 : Math.round(10_000 * Math.exp(-rarest)) / 10;
}

/** A question that holds the word; `own` is the entry it is of. */
interface Holding {
  readonly question: string;
  readonly own: string | null;
}

async function othersOf(
  engines: readonly [Engine<PublishedEntry>, Engine<PublishedEntry>],
  word: string,
  asked: readonly string[],
): Promise<FaqWordTrial['others']> {
  const said = normal(word);
  const ours = said === '' ? [] : engines[0].asking(word);
  const step = Math.max(1, ours.length / ASKED);
  const some = ours.filter((_, at) => Math.floor(at / step) > Math.floor((at - 1) / step));
  const citizens =
    said === '' ? [] : [...new Set(asked)].filter((one) => normal(one).includes(said));
  const all: Holding[] = [
    ...citizens.map((question) => ({ question, own: null })),
    ...some.map(({ question, entry }) => ({ question, own: entry.id })),
  ];
  const own = { holding: ours.length, asked: some.length, changed: 0, lost: 0 };
  const theirs = { holding: citizens.length, changed: 0, gained: 0 };
  const examples: FaqWordTrial['others']['examples'] = [];
  for (const [at, { question, own: id }] of all.entries()) {
    if (at % AT_ONCE === 0) await setImmediate();
    const [before, after] = engines.map((engine) => firstOf(engine, question));
    if (id === null && before?.decision === 'none') {
      if (after?.decision !== 'none') theirs.gained += 1;
      continue;
    }
    if (before?.entry?.id === after?.entry?.id) continue;
    if (id === null) theirs.changed += 1;
    else own.changed += 1;
    if (before?.entry?.id === id) own.lost += 1;
    if (examples.length === EXAMPLES) continue;
    const titles = {
      before: before?.entry?.question ?? null,
      after: after?.entry?.question ?? null,
    };
    examples.push({ question, ...titles });
  }
  return { own, citizens: theirs, examples };
}

function firstOf(engine: Engine<PublishedEntry>, question: string) {
  const result = engine.search(question, { limit: 1 });
  return { entry: result.hits[0]?.entry, decision: decide(result) };
}
