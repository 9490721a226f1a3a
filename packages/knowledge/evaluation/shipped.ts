import { join } from 'node:path';
import { text } from '@1999/platform/contract';
import { z } from 'zod';
import { FaqImportLine } from '../contract.ts';
import { readJsonl } from '../io/read-jsonl.ts';

/** The entries written for the demo city. */
export const SHIPPED_ENTRIES = join(import.meta.dirname, '../data/entries.jsonl');

/**
 * The questions written for them, apart from their similar questions. Nothing is ever learnt of
 * `dangers-unlearnt`: what it shows is what a danger may expect that nobody has thought of.
 */
export const SHIPPED_QUESTIONS = ['in-scope', 'out-of-scope', 'dangers', 'dangers-unlearnt'].map(
  (name) => join(import.meta.dirname, `${name}.jsonl`),
);

/** A line of an evaluation's questions; without a `faq_id` no entry answers it. */
export const EvalQuestion = z.object({
  q: text(2_000),
  faq_id: z.union([z.string(), z.number().transform(String)]).nullable(),
  kind: z.string().default(''),
});
export type EvalQuestion = z.output<typeof EvalQuestion>;

/** The shipped questions. @throws when a line is not right. */
export function shippedQuestions(): EvalQuestion[] {
  return SHIPPED_QUESTIONS.flatMap((file) => allOf(file, EvalQuestion));
}

/** The shipped entries. @throws when a line is not right. */
export function shippedEntries(): z.output<typeof FaqImportLine>[] {
  return allOf(SHIPPED_ENTRIES, FaqImportLine);
}

function allOf<S extends z.ZodType>(file: string, schema: S): z.output<S>[] {
  const { good, refused } = readJsonl(file, schema);
  const [wrong] = refused;
  if (wrong) throw new Error(`${file}:${wrong.line} ${wrong.reason}`);
  return good.map(({ value }) => value);
}
