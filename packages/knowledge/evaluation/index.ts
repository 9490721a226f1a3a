export type { DangerDetector } from '../domain/evaluation/dangers.ts';
export { botEval } from '../terminal/bot-eval.ts';
export { type EvalQuestion, shippedEntries, shippedQuestions } from './shipped.ts';
