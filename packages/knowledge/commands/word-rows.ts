import { Conflict, NotFound, type Tx } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { type WordAction, wordStateAfter } from '../domain/word-state.ts';
import { faqWord } from '../io/tables.ts';

export type WordRow = typeof faqWord.$inferSelect;

/** The pair under a row lock. @throws NotFound */
export async function lockWord(tx: Tx, id: string): Promise<WordRow> {
  const [row] = await tx.select().from(faqWord).where(eq(faqWord.id, id)).for('update');
  if (!row) throw new NotFound();
  return row;
}

/** The state after the move. @throws Conflict when the pair's state does not allow it. */
export function movedWord(row: WordRow, action: WordAction): WordRow['state'] {
  const state = wordStateAfter(row.state, action);
  if (!state) throw new Conflict('illegal_move', `A pair that is ${row.state} cannot ${action}.`);
  return state;
}

/** Events of a pair name no word: it was taken from what somebody said. */
export function wordEvent(id: string, type: string, askedId: string | null) {
  return { subjectType: 'faqWord', subjectId: id, type, payload: { askedId } };
}
