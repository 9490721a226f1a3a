import { InstantText, text } from '@1999/platform/contract';
import { z } from 'zod';

/** From 1, very dissatisfied, to 5, very satisfied; 4 and 5 count as satisfied. */
export const SurveyScore = z.number().int().min(1).max(5);

/** The code at the end of a survey link: it opens this one survey and nothing else. */
export const SurveyCode = z.string().regex(/^[A-Za-z0-9_-]{16}$/, 'is not a survey code');

export const SurveyState = z.enum(['open', 'answered', 'expired']);
export type SurveyState = z.infer<typeof SurveyState>;

/** What the survey's page shows. */
export const SurveyView = z.object({
  state: SurveyState,
  caseNumber: z.string(),
  typeCode: z.string(),
  closedAt: InstantText.nullable(),
  expiresAt: InstantText,
  score: SurveyScore.nullable(),
});
export type SurveyView = z.infer<typeof SurveyView>;

export const AnswerSurvey = z.strictObject({
  score: SurveyScore,
  comment: text(1000).optional(),
});
export type AnswerSurvey = z.infer<typeof AnswerSurvey>;

export const SurveyEvents = ['survey.invited', 'survey.answered'] as const;
