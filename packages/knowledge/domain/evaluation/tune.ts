import { decide, type Thresholds } from '../search/confidence.ts';
import type { Answered } from './score.ts';

/** What thresholds must hold on the half they are tuned on. */
export interface Bar {
  /** At least this share of direct answers is right, out-of-scope questions counted as wrong ones. */
  readonly precision: number;
  /** At most this share of out-of-scope questions is answered outright with a city entry. */
  readonly outOfScopeAnswered: number;
  /** At most this share of the questions whose entry is among the first three is refused. */
  readonly refused: number;
}

export const BAR: Bar = { precision: 0.97, outOfScopeAnswered: 0.05, refused: 0.02 };

/**
 * The thresholds that answer most questions outright and rightly within the bar, and refuse from as
 * high a confidence as it allows. Null when no direct answers of any kind stay within it.
 */
export function tune(all: readonly Answered[], bar: Bar = BAR): Thresholds | null {
  const choices = choicesWithin(all, bar);
  let best: { thresholds: Thresholds; right: number } | null = null;
  for (const direct of range(0.3, 0.98, 0.02)) {
    for (const directMargin of range(0, 0.5, 0.02)) {
      for (const directSaid of range(0, 0.5, 0.05)) {
        const thresholds = { direct, directMargin, directSaid, choices };
        const right = rightWithin(all, thresholds, bar);
        if (right !== null && right > (best?.right ?? 0)) best = { thresholds, right };
      }
    }
  }
  return best?.thresholds ?? null;
}

/** How many are answered outright and rightly; null when that breaks the bar. */
function rightWithin(all: readonly Answered[], thresholds: Thresholds, bar: Bar): number | null {
  const direct = all.filter(({ certainty }) => decide(certainty, thresholds) === 'answer');
  const right = direct.filter(({ faqId, ranked }) => faqId !== null && ranked[0] === faqId).length;
  const outside = all.filter(({ faqId }) => faqId === null).length;
  const city = direct.filter(({ faqId, firstKind }) => faqId === null && firstKind === 'city');
  if (right < bar.precision * direct.length) return null;
  return city.length <= bar.outOfScopeAnswered * outside ? right : null;
}

/** The highest confidence below which hardly any question is whose entry is among the first three. */
function choicesWithin(all: readonly Answered[], bar: Bar): number {
  const found = all
    .filter(({ faqId, ranked }) => faqId !== null && ranked.slice(0, 3).includes(faqId))
    .map(({ certainty }) => certainty.confidence)
    .sort((a, b) => a - b);
  const at = found[Math.floor(bar.refused * found.length)] ?? 0;
  return Math.floor(at * 100) / 100;
}

/** From `low` to `high` in steps, to hundredths. */
function range(low: number, high: number, step: number): number[] {
  const steps = Math.round((high - low) / step);
  return Array.from({ length: steps + 1 }, (_, at) => Math.round((low + at * step) * 100) / 100);
}
