import type { FaqKind } from '../../contract.ts';
import { type Certainty, type Decision, decide } from '../search/confidence.ts';

/** A question of an evaluation; without a `faqId` nothing of the city's answers it. */
export interface AskedQuestion {
  readonly q: string;
  readonly faqId: string | null;
  readonly kind: string;
  /** The category of its entry. */
  readonly category: string;
}

/** One question with what the engine made of it. */
export interface Answered extends AskedQuestion {
  readonly certainty: Certainty;
  /** Ids of the hits, best first. */
  readonly ranked: readonly string[];
  /** What the best hit is; a referral names who else helps. */
  readonly firstKind: FaqKind | null;
}

/** How many of how many, with the 95 % interval of the share. */
export interface Share {
  readonly count: number;
  readonly of: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The report's figures of one group of questions. */
export interface Scorecard {
  readonly inScope: number;
  readonly outOfScope: number;
  readonly directCorrect: Share;
  readonly directWrong: Share;
  readonly inChoices: Share;
  readonly lost: Share;
  /** Answered rightly, or the right entry among the three to choose from. */
  readonly found: Share;
  /** Out of scope and yet answered outright with something the city does. */
  readonly outOfScopeAnswered: Share;
  /** Out of scope and sent on by a referral entry. */
  readonly outOfScopeReferred: Share;
  /** Out of scope and three entries offered. */
  readonly outOfScopeOffered: Share;
  /** Right ones among the direct answers to questions in scope. */
  readonly precision: Share;
  /** Right ones among all direct answers, those to questions out of scope counted as wrong. */
  readonly precisionOfAll: Share;
  readonly first: Share;
  readonly firstThree: Share;
}

export type Outcome = 'directCorrect' | 'directWrong' | 'inChoices' | 'lost';

/** What became of a question that has an entry. */
export function outcomeOf(answered: Answered): Outcome {
  const { ranked, faqId } = answered;
  const decision: Decision = decide(answered.certainty);
  if (decision === 'answer') return ranked[0] === faqId ? 'directCorrect' : 'directWrong';
  if (decision === 'choices' && ranked.slice(0, 3).includes(faqId ?? '')) return 'inChoices';
  return 'lost';
}

/** Counts a group of questions. */
export function scorecard(all: readonly Answered[]): Scorecard {
  const inside = all.filter(({ faqId }) => faqId !== null);
  const outside = all.filter(({ faqId }) => faqId === null);
  const outcomes = inside.map(outcomeOf);
  const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
  const within = (places: number) =>
    inside.filter(({ ranked, faqId }) => ranked.slice(0, places).includes(faqId ?? '')).length;
  const answered = outside.filter(({ certainty }) => decide(certainty) === 'answer');
  const referred = answered.filter(({ firstKind }) => firstKind === 'referral').length;
  const offered = outside.filter(({ certainty }) => decide(certainty) === 'choices').length;
  const [right, wrong] = [count('directCorrect'), count('directWrong')];
  return {
    inScope: inside.length,
    outOfScope: outside.length,
    directCorrect: wilson(right, inside.length),
    directWrong: wilson(wrong, inside.length),
    inChoices: wilson(count('inChoices'), inside.length),
    lost: wilson(count('lost'), inside.length),
    found: wilson(right + count('inChoices'), inside.length),
    outOfScopeAnswered: wilson(answered.length - referred, outside.length),
    outOfScopeReferred: wilson(referred, outside.length),
    outOfScopeOffered: wilson(offered, outside.length),
    precision: wilson(right, right + wrong),
    precisionOfAll: wilson(right, right + wrong + answered.length),
    first: wilson(within(1), inside.length),
    firstThree: wilson(within(3), inside.length),
  };
}

const Z = 1.959964;

/** A share with its Wilson interval of 95 %; all zero where there is nothing to share. */
export function wilson(count: number, of: number): Share {
  if (of === 0) return { count, of, share: 0, low: 0, high: 0 };
  const share = count / of;
  const spread = 1 + (Z * Z) / of;
  const middle = (share + (Z * Z) / (2 * of)) / spread;
  const half = (Z / spread) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  return {
    count,
    of,
    share,
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === of ? 1 : Math.min(1, middle + half),
  };
}
