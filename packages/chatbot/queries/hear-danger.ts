import { toTraditional } from '@1999/knowledge/engine';
import { type Danger, findDanger, UNCLEAR } from '../domain/danger/find-danger.ts';
import { dangerWeights, scoreOf } from '../io/danger-weights.ts';

/**
 * What is dangerous in a message: by the rules, which know the kind and whom to call; else, where the
 * words are like those of people who told of danger, a danger of no clear kind. Null for neither.
 */
export function hearDanger(text: string): Danger | null {
  const weights = dangerWeights();
  return (
    findDanger(toTraditional(text)) ??
    (scoreOf(text, weights) >= weights.threshold ? UNCLEAR : null)
  );
}
