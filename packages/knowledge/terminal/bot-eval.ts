import { parseArgs } from 'node:util';
import { text } from '@1999/platform/contract';
import { findDatabase, fromTerminal } from '@1999/platform/terminal';
import { z } from 'zod';
import { FaqImportLine } from '../contract.ts';
import type { Answered } from '../domain/evaluation/score.ts';
import { makeEngine } from '../engine.ts';
import { readJsonl } from '../io/read-jsonl.ts';
import { readWordData } from '../io/word-data.ts';
import { publishedEntries } from '../queries/published-entries.ts';
import { evalReport } from './eval-report.ts';

const USAGE = `npm run bot:eval -- QUESTIONS.jsonl [--knowledge FILE.jsonl]

  QUESTIONS  每行 one a line: {"q": "…", "faq_id": "…" or null, "kind": "…"}
  --knowledge  以這個檔案的知識，不用資料庫 On the entries of this file, without any database;
               否則用本市的知識庫 else on the city's own (DATABASE_URL or DATA_DIR).`;

const Question = z.object({
  q: text(2_000),
  faq_id: z.union([z.string(), z.number().transform(String)]).nullable(),
  kind: z.string().default(''),
});

process.exitCode = await main(process.argv.slice(2));

/** 0 with a report; 2 when it was asked wrongly or a line cannot be read. */
async function main(words: string[]): Promise<number> {
  const asked = argumentsOf(words);
  if (!asked) {
    console.error(USAGE);
    return 2;
  }
  const entries = asked.knowledge ? entriesOfFile(asked.knowledge) : await entriesOfCity();
  if (!entries) return 2;
  const { good, refused } = readJsonl(asked.questions, Question);
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const unknown = good.filter(({ value }) => value.faq_id !== null && !known.has(value.faq_id));
  for (const { line, reason } of refused) console.error(`✗ ${asked.questions}:${line} ${reason}`);
  for (const { line, value } of unknown) {
    console.error(`✗ ${asked.questions}:${line} 沒有這筆 no such entry: ${value.faq_id}`);
  }
  const engine = makeEngine(entries, readWordData());
  const answered = good
    .filter((one) => !unknown.includes(one))
    .map(({ value: { q, faq_id: faqId, kind } }): Answered => {
      const { hits, ...certainty } = engine.search(q, { limit: 10 });
      const category = faqId === null ? '' : (known.get(faqId)?.category ?? '');
      return { q, faqId, kind, category, certainty, ranked: hits.map(({ entry }) => entry.id) };
    });
  console.log(`${entries.length} 筆知識 entries, ${answered.length} 題 questions`);
  console.log(evalReport(answered));
  return refused.length + unknown.length > 0 ? 2 : 0;
}

function argumentsOf(words: string[]): { questions: string; knowledge?: string } | null {
  try {
    const options = { knowledge: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    const [questions, ...more] = positionals;
    return questions && more.length === 0 ? { questions, ...values } : null;
  } catch {
    return null;
  }
}

interface EvalEntry {
  id: string;
  question: string;
  answer: string;
  category: string;
  similar: string[];
  tags: string[];
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
