export type { DangerDetector } from '../domain/evaluation/dangers.ts';
export { halfOf } from '../domain/evaluation/halves.ts';
export { likeness } from '../domain/evaluation/shared-words.ts';
export { botEval } from '../terminal/bot-eval.ts';
export { type EvalQuestion, shippedEntries, shippedQuestions } from './shipped.ts';
