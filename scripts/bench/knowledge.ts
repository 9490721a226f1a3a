import {
  type EngineEntry,
  makeEngine,
  normal,
  readWordData,
  termsOf,
} from '@1999/knowledge/engine';
import MiniSearch from 'minisearch';
import { type Bench, eachRun } from './bench.ts';
import { type Measured, percentile } from './figures.ts';

const ENTRIES = 1_500;
const QUESTIONS = 2_000;
const REFERENCE = 'minisearch, same terms';
const ASPECTS = [
  '如何申請',
  '的費用如何計算',
  '應備文件有哪些',
  '的受理單位為何',
  '逾期如何處理',
  '資格為何',
];
const ASKED = ['怎麼辦', '要多少錢', '要帶什麼', '去哪裡辦', '過期了', '誰可以辦'];

/**
 * Answers a second, and the slowest in a hundred, on one core: the whole search of the city's
 * engine (normalising, lexicon, ranking, certainty) beside a plain BM25 library that is given the
 * same terms of the same entries, on the same questions.
 */
export const knowledge: Bench = {
  withinSeconds: 120,
  measure: async (signal) => {
    const words = readWordData();
    const { entries, questions } = made(words.pairs);
    const engine = makeEngine(entries, words);
    const plain = new MiniSearch<EngineEntry>({
      fields: ['question', 'answer'],
      tokenize: (text) => termsOf(text),
      processTerm: (term) => term,
    });
    plain.addAll(
      entries.map((entry) => ({
        ...entry,
        question: normal(entry.question),
        answer: normal(entry.answer),
      })),
    );
    const own = (q: string) => engine.search(q, { limit: 10 });
    const theirs = (q: string) => plain.search(normal(q), { boost: { question: 2 } }).slice(0, 10);
    const runs = await eachRun(async () => {
      signal.throwIfAborted();
      return { own: timesOf(questions, own), theirs: timesOf(questions, theirs) };
    });
    const row = (name: string, unit: string, figure: (times: number[]) => number): Measured => ({
      name: `knowledge.${name}`,
      unit,
      values: runs.map((run) => figure(run.own)),
      referenceName: REFERENCE,
      references: runs.map((run) => figure(run.theirs)),
    });
    return [
      row('answers', '/s', (times) => (times.length * 1000) / times.reduce((a, b) => a + b, 0)),
      row('answer.p99', 'ms', (times) => percentile(times, 99)),
    ];
  },
};

/** How long each question takes (ms), after a warm-up on a tenth of them. */
function timesOf(questions: readonly string[], ask: (q: string) => unknown): number[] {
  for (const q of questions.slice(0, questions.length / 10)) ask(q);
  return questions.map((q) => {
    const from = performance.now();
    ask(q);
    return performance.now() - from;
  });
}

/** Entries and questions made of the general lexicon: official terms in the one, everyday in the other. */
function made(pairs: readonly (readonly [string, string])[]): {
  entries: EngineEntry[];
  questions: string[];
} {
  const at = <T>(list: readonly T[], place: number) => list[place % list.length] as T;
  const terms = [...new Set(pairs.map(([, official]) => official))];
  const entries = Array.from({ length: ENTRIES }, (_, n): EngineEntry => {
    const term = at(terms, n);
    const aspect = at(ASPECTS, Math.floor(n / terms.length));
    const near = [1, 2, 3, 4, 5].map((step) => at(terms, n * 7 + step)).join('、');
    return {
      id: `${n}`,
      question: `${term}${aspect}？`,
      answer: `有關${term}，請攜帶證件向主管單位辦理；另與${near}有關者，請分別洽詢各承辦單位。`,
    };
  });
  const questions = Array.from(
    { length: QUESTIONS },
    (_, n) => `請問${at(pairs, n)[0]}${at(ASKED, n)}`,
  );
  return { entries, questions };
}
