import {
  type EngineEntry,
  makeEngine,
  normal,
  readWordData,
  termsOf,
} from '@1999/knowledge/engine';
import { shippedEntries, shippedQuestions } from '@1999/knowledge/evaluation';
import MiniSearch from 'minisearch';
import { type Bench, eachRun } from './bench.ts';
import { type Measured, percentile } from './figures.ts';
import { keystrokes, titlesOf } from './typeahead.ts';

const REFERENCE = 'minisearch, same terms';
const TYPED_REFERENCE = 'minisearch by prefix, no pinyin';
const TITLES = 10_000;

type Texts = Required<Pick<EngineEntry, 'id' | 'question' | 'answer' | 'similar' | 'tags'>>;

/**
 * Answers a second, and the slowest in a hundred, on one core: the whole search of the city's
 * engine (normalising, lexicon, ranking, certainty) beside a plain BM25 library that is given the
 * same terms of the same entries, on the questions that come with the project, and how many of
 * them each finds. Then the same two completing what is typed, among 10,000 titles.
 */
export const knowledge: Bench = {
  withinSeconds: 240,
  measure: async (signal) => {
    const words = readWordData();
    const entries = shippedEntries();
    const asked = shippedQuestions().filter(({ faq_id }) => faq_id !== null);
    const engine = makeEngine(entries, words);
    const plain = plainIndex(entries);
    const own = (q: string) => engine.search(q, { limit: 10 }).hits.map(({ entry }) => entry.id);
    const theirs = (q: string) =>
      plain
        .search(normal(q), { boost: { question: 2, similar: 2, tags: 2 } })
        .slice(0, 10)
        .map(({ id }) => String(id));
    const titles = titlesOf(entries, TITLES);
    const typing = makeEngine(titles, { ...words, pairs: [] });
    const plainTyping = plainIndex(titles);
    const typed = keystrokes(entries.filter((_, at) => at % 8 === 0));
    const suggest = (text: string) => typing.suggest(text, { limit: 8 });
    const complete = (text: string) =>
      plainTyping.search(normal(text), { prefix: true, fields: ['question'] }).slice(0, 8);
    const questions = asked.map(({ q }) => q);
    const runs = await eachRun(async () => {
      signal.throwIfAborted();
      return {
        own: timesOf(questions, own),
        theirs: timesOf(questions, theirs),
        suggest: timesOf(typed, suggest),
        complete: timesOf(typed, complete),
      };
    });
    const row = (
      name: string,
      unit: string,
      figure: (times: number[]) => number,
      [mine, others]: readonly ['own', 'theirs'] | readonly ['suggest', 'complete'],
    ): Measured => ({
      name: `knowledge.${name}`,
      unit,
      values: runs.map((run) => figure(run[mine])),
      referenceName: others === 'theirs' ? REFERENCE : TYPED_REFERENCE,
      references: runs.map((run) => figure(run[others])),
    });
    const perSecond = (times: number[]) => (times.length * 1000) / times.reduce((a, b) => a + b, 0);
    const p99 = (times: number[]) => percentile(times, 99);
    const [mine, others] = [placesOf(asked, own), placesOf(asked, theirs)];
    const found = (within: number): Measured => ({
      name: `knowledge.first-${within}`,
      unit: '%',
      values: runs.map(() => shareWithin(mine, within)),
      referenceName: REFERENCE,
      references: runs.map(() => shareWithin(others, within)),
    });
    return [
      row('answers', '/s', perSecond, ['own', 'theirs']),
      row('answer.p99', 'ms', p99, ['own', 'theirs']),
      found(1),
      found(3),
      row('typeahead.p99', 'ms', p99, ['suggest', 'complete']),
    ];
  },
};

/** The plain library over every field the engine has, cut into the same terms. */
function plainIndex(entries: readonly Texts[]): MiniSearch {
  const plain = new MiniSearch({
    fields: ['question', 'similar', 'tags', 'answer'],
    tokenize: (text) => termsOf(text),
    processTerm: (term) => term,
  });
  plain.addAll(
    entries.map(({ id, question, similar, tags, answer }) => ({
      id,
      question: normal(question),
      similar: similar.map(normal).join(' '),
      tags: tags.map(normal).join(' '),
      answer: normal(answer),
    })),
  );
  return plain;
}

/** At which place each question finds its entry, from 0; -1 where it does not. */
function placesOf(
  asked: readonly { q: string; faq_id: string | null }[],
  ask: (q: string) => string[],
): number[] {
  return asked.map(({ q, faq_id }) => ask(q).indexOf(faq_id ?? ''));
}

/** The percentage of them among the first. */
function shareWithin(places: readonly number[], within: number): number {
  return (100 * places.filter((place) => place >= 0 && place < within).length) / places.length;
}

/** How long each question takes (ms), after a warm-up on a tenth of them. */
function timesOf(questions: readonly string[], ask: (q: string) => unknown): number[] {
  for (const q of questions.slice(0, questions.length / 10)) ask(q);
  return questions.map((q) => {
    const from = performance.now();
    ask(q);
    return performance.now() - from;
  });
}
