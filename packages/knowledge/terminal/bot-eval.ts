import { parseArgs } from 'node:util';
import { findDatabase, fromTerminal } from '@1999/platform/terminal';
import { FaqImportLine } from '../contract.ts';
import { asksDanger, type DangerDetector } from '../domain/evaluation/dangers.ts';
import { halfOf } from '../domain/evaluation/halves.ts';
import { askAll, type EvalEntry } from '../evaluation/ask.ts';
import { EvalQuestion, SHIPPED_ENTRIES, SHIPPED_QUESTIONS } from '../evaluation/shipped.ts';
import { readJsonl } from '../io/read-jsonl.ts';
import { publishedEntries } from '../queries/published-entries.ts';
import { dangerReport, evalReport, tuningReport } from './eval-report.ts';

const USAGE = `npm run bot:eval -- [QUESTIONS.jsonl] [--knowledge FILE.jsonl] [--half tune|report|all]

  QUESTIONS    每行 one a line: {"q": "…", "faq_id": "…" or null, "kind": "…"}
               省略時用隨附的題庫與知識，不用資料庫 Without it the questions and entries that come
               with the project are used, without any database.
  --knowledge  以這個檔案的知識，不用資料庫 On the entries of this file, without any database;
               有 QUESTIONS 而無此項時用本市的知識庫 with QUESTIONS alone on the city's own
               (DATABASE_URL or DATA_DIR).
  --half       隨附題庫的一半：調門檻用 tune，報告用 report（預設） One half of the questions:
               thresholds are tuned on the one, figures come from the other. Default: report for
               the project's own questions, all for a file's.`;

const HALVES = ['tune', 'report', 'all'] as const;
type Halves = (typeof HALVES)[number];

/**
 * Measures how questions are answered, and prints it. Dangers are scored by `isDanger`, which an
 * upper room gives. 0 with a report; 2 when it was asked wrongly or a line cannot be read.
 */
export async function botEval(
  words: string[],
  { isDanger }: { isDanger?: DangerDetector } = {},
): Promise<number> {
  const asked = argumentsOf(words);
  if (!asked) {
    console.error(USAGE);
    return 2;
  }
  const entries = asked.knowledge ? entriesOfFile(asked.knowledge) : await entriesOfCity();
  if (!entries) return 2;
  const known = new Set(entries.map((entry) => entry.id));
  let complaints = 0;
  const complain = (place: string, reason: string) => {
    complaints += 1;
    console.error(`✗ ${place} ${reason}`);
  };
  const questions = asked.questions.flatMap((file) => {
    const { good, refused } = readJsonl(file, EvalQuestion);
    for (const { line, reason } of refused) complain(`${file}:${line}`, reason);
    return good.flatMap(({ line, value }) => {
      if (value.faq_id === null || known.has(value.faq_id)) return [value];
      complain(`${file}:${line}`, `沒有這筆 no such entry: ${value.faq_id}`);
      return [];
    });
  });
  const chosen = questions.filter(({ q }) => asked.half === 'all' || halfOf(q) === asked.half);
  const answered = askAll(
    entries,
    chosen.filter((one) => !asksDanger(one)),
  );
  console.log(`${entries.length} 筆知識 entries, ${chosen.length} 題 questions (${asked.half})`);
  console.log(evalReport(answered));
  console.log(dangerReport(chosen.filter(asksDanger), isDanger));
  if (asked.half === 'tune') console.log(tuningReport(answered));
  return complaints > 0 ? 2 : 0;
}

interface Asked {
  readonly questions: readonly string[];
  /** Null for the city's own. */
  readonly knowledge: string | null;
  readonly half: Halves;
}

function argumentsOf(words: string[]): Asked | null {
  try {
    const options = { knowledge: { type: 'string' }, half: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [file, ...more] = positionals;
    const half = HALVES.find((one) => one === (values.half ?? (file ? 'all' : 'report')));
    if (more.length > 0 || !half) return null;
    return file
      ? { questions: [file], knowledge: values.knowledge ?? null, half }
      : { questions: SHIPPED_QUESTIONS, knowledge: values.knowledge ?? SHIPPED_ENTRIES, half };
  } catch {
    return null;
  }
}

function entriesOfFile(file: string): EvalEntry[] | null {
  const { good, refused } = readJsonl(file, FaqImportLine);
  for (const { line, id, reason } of refused)
    console.error(`✗ ${file}:${line} ${id ?? ''} ${reason}`);
  return good.length > 0 ? good.map(({ value }) => value) : null;
}

async function entriesOfCity(): Promise<EvalEntry[] | null> {
  const found = await findDatabase(process.env);
  if (!found) {
    console.error(
      '✗ 找不到資料庫 No database: set DATABASE_URL or DATA_DIR, or name --knowledge FILE.',
    );
    return null;
  }
  try {
    return await fromTerminal(found.url, 'npm run bot:eval', ({ tx, now }) =>
      publishedEntries(tx, now),
    );
  } finally {
    await found.stop();
  }
}
