import { deliver } from '@1999/messaging';
import { command, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { SURVEY_LIFE } from '../domain/survey-state.ts';
import { codeHash, surveyCode } from '../io/survey-code.ts';
import { surveyInvitation } from '../io/tables.ts';

const InviteAfterCase = z.strictObject({ caseId: Id, citizenId: Id });

/** Texts the citizen of a closed case the way to its survey. A case invites once, however often
 * it is closed; a citizen who left no phone number is not invited. */
export const inviteAfterCase = command('survey.invite', InviteAfterCase, async (context, input) => {
  const { app, tx, now, journal } = context;
  const { phone } = await app.vault.masked(tx, input.citizenId);
  if (!phone) return { invitationId: null };
  const id = newId();
  const inserted = await tx
    .insert(surveyInvitation)
    .values({
      id,
      caseId: input.caseId,
      citizenId: input.citizenId,
      codeHash: codeHash(surveyCode(app, id)),
      invitedAt: now,
      expiresAt: now.add({ hours: SURVEY_LIFE.days * 24 }),
    })
    .onConflictDoNothing({ target: surveyInvitation.caseId })
    .returning({ id: surveyInvitation.id });
  if (inserted.length === 0) return { invitationId: null };
  await deliver.within(context, {
    channel: 'sms',
    purpose: 'survey.invite',
    refType: 'survey',
    refId: id,
    threadId: input.caseId,
    to: { citizenId: input.citizenId },
  });
  await journal({
    subjectType: 'survey',
    subjectId: id,
    threadId: input.caseId,
    type: 'survey.invited',
    payload: { caseId: input.caseId },
  });
  return { invitationId: id };
});
