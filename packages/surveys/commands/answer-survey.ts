import { recordSatisfaction } from '@1999/cases';
import { Conflict, command, NotFound } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { AnswerSurvey, SurveyCode } from '../contract.ts';
import { surveyState } from '../domain/survey-state.ts';
import { codeHash } from '../io/survey-code.ts';
import { surveyAnswer, surveyInvitation } from '../io/tables.ts';

/** Keeps the citizen's answer; the first one counts.
 * @throws NotFound for a code that opens nothing; Conflict once answered or expired. */
export const answerSurvey = command(
  'survey.answer',
  AnswerSurvey.extend({ code: SurveyCode }),
  async (context, input) => {
    const { app, tx, now, journal } = context;
    const [invitation] = await tx
      .select()
      .from(surveyInvitation)
      .where(eq(surveyInvitation.codeHash, codeHash(input.code)))
      .for('update');
    if (!invitation) throw new NotFound();
    const [before] = await tx
      .select({ score: surveyAnswer.score })
      .from(surveyAnswer)
      .where(eq(surveyAnswer.invitationId, invitation.id));
    const state = surveyState({ expiresAt: invitation.expiresAt, answered: !!before }, now);
    if (state === 'answered') throw new Conflict('already_answered', 'This survey was answered.');
    if (state === 'expired') throw new Conflict('survey_expired', 'This survey has ended.');
    await tx.insert(surveyAnswer).values({
      invitationId: invitation.id,
      score: input.score,
      commentSealed: input.comment
        ? await app.vault.seal(tx, invitation.citizenId, input.comment)
        : null,
      answeredAt: now,
    });
    await journal({
      subjectType: 'survey',
      subjectId: invitation.id,
      threadId: invitation.caseId,
      type: 'survey.answered',
      payload: { caseId: invitation.caseId, score: input.score, commented: !!input.comment },
    });
    await recordSatisfaction.within(context, {
      caseId: invitation.caseId,
      score: input.score,
    });
    return { score: input.score };
  },
);
