import type { SurveyState } from '../contract.ts';

/** How long a citizen may answer after the case closed. */
export const SURVEY_LIFE = { days: 14 } as const;

/** A score of 4 or 5 counts as satisfied, as the city's own yearly figure counts. */
export function isSatisfied(score: number): boolean {
  return score >= 4;
}

/** Where an invitation stands: an answer stays an answer, and the last moment still counts. */
export function surveyState(
  invitation: { expiresAt: Temporal.Instant; answered: boolean },
  now: Temporal.Instant,
): SurveyState {
  if (invitation.answered) return 'answered';
  return Temporal.Instant.compare(now, invitation.expiresAt) <= 0 ? 'open' : 'expired';
}
