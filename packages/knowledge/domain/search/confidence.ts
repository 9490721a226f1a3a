import type { Ranked } from './rank.ts';

/** How sure a ranking is, and of what that is made. All but `evidence` are from 0 to 1. */
export interface Certainty {
  readonly confidence: number;
  /** The share of what the question says that the best entry holds. */
  readonly coverage: number;
  /** That share without the words that the lexicon adds. */
  readonly said: number;
  /** How much the best entry holds of the question in all, in terms that no other entry has. */
  readonly evidence: number;
  /** How far the best entry stands before the next. */
  readonly margin: number;
  /** How far the best decoy comes up to the best entry; 1 and more speaks for another topic. */
  readonly decoyShare: number;
}

const UNSURE: Certainty = {
  confidence: 0,
  coverage: 0,
  said: 0,
  evidence: 0,
  margin: 0,
  decoyShare: 0,
};

/** What a decoy weighs against an entry of the city, and against one that names who else does it. */
const AGAINST = { city: 5, referral: 3 };

/**
 * How sure the best hit is: by how much of the question it covers, how much that is (a long question
 * is never covered as a short one can be), and how far it leaves the best decoy. A decoy hardly
 * speaks against a referral, which is about the same topics. 0 without a hit. The weights are those
 * of a logistic regression on the questions that thresholds are tuned on.
 */
export function certaintyOf(ranked: Ranked, referral: boolean): Certainty {
  const { hits, decoy, most, said, rarest } = ranked;
  const [first, second] = hits;
  if (!first) return { ...UNSURE, decoyShare: decoy ? 1 : 0 };
  const ofMost = (score: number) => Math.min(1, score / Math.max(most, 1e-9));
  const coverage = ofMost(first.score);
  const evidence = first.score / rarest;
  const decoyShare = (decoy?.score ?? 0) / first.score;
  const against = (referral ? AGAINST.referral : AGAINST.city) * Math.min(2, decoyShare);
  const sum = 4.5 * coverage + 3.8 * Math.log(1 + evidence) - against - 4.5;
  return {
    confidence: 1 / (1 + Math.exp(-sum)),
    coverage,
    said: ofMost(said),
    evidence,
    margin: 1 - (second?.score ?? 0) / first.score,
    decoyShare,
  };
}

/** From where on an entry is answered with outright, offered among three, or not shown at all. */
export interface Thresholds {
  readonly direct: number;
  readonly directMargin: number;
  /** Of what was said, in the entry's own words: what only the lexicon finds is offered, not answered. */
  readonly directSaid: number;
  readonly choices: number;
}

/**
 * Frozen on the half of the project's questions that is for tuning (`npm run bot:eval -- --half
 * tune`), a little stricter than what was best there, as what is tuned flatters itself.
 */
export const THRESHOLDS: Thresholds = {
  direct: 0.82,
  directMargin: 0.18,
  directSaid: 0.1,
  choices: 0.14,
};

export type Decision = 'answer' | 'choices' | 'none';

/** What may be done with a ranking: answer, let the person choose, or say that we do not know. */
export function decide(certainty: Certainty, thresholds: Thresholds = THRESHOLDS): Decision {
  const { confidence, margin, said } = certainty;
  if (confidence < thresholds.choices) return 'none';
  const clear =
    confidence >= thresholds.direct &&
    margin >= thresholds.directMargin &&
    said >= thresholds.directSaid;
  return clear ? 'answer' : 'choices';
}
