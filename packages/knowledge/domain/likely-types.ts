/**
 * What is offered of a ranking of types: long descriptions cover little, so it is the score itself
 * that counts and not the confidence in an answer.
 */
const LEAST_SCORE = 6;
const MOST_DECOY = 0.6;
/** Others are offered besides the first only when they come this close to it. */
const LEAST_SHARE = 0.7;

/** A ranking of types for what somebody wrote, best first. */
export interface TypeRanking<H extends { readonly score: number; readonly share: number }> {
  /** How far a topic that is not the city's comes up to the best type. */
  readonly decoyShare: number;
  readonly hits: readonly H[];
}

/** The types likely enough to be offered, best first; none where the words speak for none. */
export function likelyTypes<H extends { readonly score: number; readonly share: number }>({
  decoyShare,
  hits,
}: TypeRanking<H>): readonly H[] {
  const [best] = hits;
  if (!best || best.score < LEAST_SCORE || decoyShare > MOST_DECOY) return [];
  return hits.filter(({ share }) => share >= LEAST_SHARE);
}
