import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normal, termsOf } from '@1999/knowledge/engine';
import { type DangerWeights, dangerScore, readWeights } from '../domain/danger/learnt.ts';

const DATA = join(import.meta.dirname, '../data');
/** Sentences that tell of danger (`+`) and such as only sound so (`-`), one a line. */
export const EXAMPLES = join(DATA, 'danger-examples.txt');
/** What `scripts/danger-weights` learnt of them. */
export const WEIGHTS = join(DATA, 'danger-weights.tsv');

/** Reads the examples, with the mark of the file they stand in. */
export function readExamples(): { mark: string; examples: { q: string; danger: boolean }[] } {
  const text = readFileSync(EXAMPLES, 'utf8');
  const lines = text.split('\n').filter((line) => /^[+-] /.test(line));
  return {
    mark: createHash('sha256').update(text).digest('hex').slice(0, 12),
    examples: lines.map((line) => ({ q: line.slice(2), danger: line.startsWith('+') })),
  };
}

let learnt: (DangerWeights & { readonly of: string }) | undefined;

/** The weights in force, read once a process. */
export function dangerWeights(): DangerWeights & { readonly of: string } {
  learnt ??= readWeights(readFileSync(WEIGHTS, 'utf8'));
  return learnt;
}

/** The score of a message: that of the whole, or of its most dangerous sentence. */
export function scoreOf(text: string, weights: Pick<DangerWeights, 'weights' | 'bias'>): number {
  const sentences = text.split(/[。！？!?\n]+/).filter((one) => normal(one).length > 3);
  return Math.max(...[text, ...sentences].map((one) => dangerScore(termsOf(normal(one)), weights)));
}
