import { type App, instantText } from '@1999/platform';

/** The answer the citizen of a case gave, with the comment in the clear, or null. */
export async function answerOfCase(
  app: App,
  caseId: string,
): Promise<{ score: number; comment: string | null; answeredAt: string } | null> {
  const [row] = await app.sql<
    { citizen_id: string; score: number; comment_sealed: Buffer | null; answered_at: string }[]
  >`select i.citizen_id, a.score, a.comment_sealed, a.answered_at::text
    from survey_answer a join survey_invitation i on i.id = a.invitation_id
    where i.case_id = ${caseId}`;
  if (!row) return null;
  const sealed = row.comment_sealed;
  return {
    score: row.score,
    comment: sealed
      ? await app.db.transaction((tx) => app.vault.unseal(tx, row.citizen_id, sealed))
      : null,
    answeredAt: instantText(row.answered_at),
  };
}
