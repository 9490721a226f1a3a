import { normal, termsOf, toTraditional } from '@1999/knowledge/engine';
import { findDanger } from './domain/danger/find-danger.ts';
import { learnWeights, printWeights } from './domain/danger/learnt.ts';
import { readExamples, scoreOf, WEIGHTS } from './io/danger-weights.ts';

/** Of ordinary questions, how many may be heard as an unclear danger. */
const FALSE_ALARMS = 0.03;

const spoken = (text: string) => findDanger(toTraditional(text)) !== null;

/**
 * Learns the weights of danger from the examples and from sentences of peace, those left out in
 * which the rules hear a danger; the threshold lets through all but FALSE_ALARMS of what is `asked`.
 */
export function learnDangers(
  peace: readonly string[],
  asked: readonly string[],
): { file: string; lines: string; dangers: number; threshold: number } {
  const { mark, examples } = readExamples();
  const all = [...examples, ...peace.filter((q) => !spoken(q)).map((q) => ({ q, danger: false }))];
  const learnt = learnWeights(all.map(({ q, danger }) => ({ terms: termsOf(normal(q)), danger })));
  const scores = asked.filter((q) => !spoken(q)).map((q) => scoreOf(q, learnt));
  scores.sort((one, other) => other - one);
  const threshold = scores[Math.floor(FALSE_ALARMS * scores.length)] ?? 0;
  return {
    file: WEIGHTS,
    lines: printWeights(mark, { ...learnt, threshold }),
    dangers: examples.filter(({ danger }) => danger).length,
    threshold,
  };
}
