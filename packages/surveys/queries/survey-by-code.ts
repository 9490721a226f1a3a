import { type App, instantText, NotFound, parseInstant } from '@1999/platform';
import type { SurveyView } from '../contract.ts';
import { surveyState } from '../domain/survey-state.ts';
import { codeHash } from '../io/survey-code.ts';

/** What the page of a survey link shows. @throws NotFound for a code that opens nothing. */
export async function surveyByCode(app: App, code: string): Promise<SurveyView> {
  const [row] = await app.sql<
    {
      number: string;
      type_code: string;
      closed_at: string | null;
      expires_at: string;
      score: number | null;
    }[]
  >`select c.number, m.type_code, c.closed_at::text, i.expires_at::text, a.score
    from survey_invitation i
    join case_file c on c.id = i.case_id
    join lateral (
      select type_code from matter where case_id = c.id order by id limit 1
    ) m on true
    left join survey_answer a on a.invitation_id = i.id
    where i.code_hash = ${codeHash(code)}`;
  if (!row) throw new NotFound();
  const expiresAt = parseInstant(row.expires_at);
  return {
    state: surveyState({ expiresAt, answered: row.score !== null }, app.clock.now()),
    caseNumber: row.number,
    typeCode: row.type_code,
    closedAt: row.closed_at ? instantText(row.closed_at) : null,
    expiresAt: expiresAt.toString(),
    score: row.score,
  };
}
