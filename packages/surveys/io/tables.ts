import { bytes, instant } from '@1999/platform';
import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';

/** One invitation for each closed case whose citizen can be reached. */
export const surveyInvitation = pgTable('survey_invitation', {
  id: uuid().primaryKey(),
  caseId: uuid('case_id').notNull(),
  citizenId: uuid('citizen_id').notNull(),
  codeHash: text('code_hash').notNull(),
  invitedAt: instant('invited_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
});

/** The citizen's answer; the comment is sealed under the citizen's key. */
export const surveyAnswer = pgTable('survey_answer', {
  invitationId: uuid('invitation_id').primaryKey(),
  score: integer().notNull(),
  commentSealed: bytes('comment_sealed'),
  answeredAt: instant('answered_at').notNull(),
});
