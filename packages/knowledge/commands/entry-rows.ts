import { Conflict, Invalid, NotFound, type Tx } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { FaqContent } from '../contract.ts';
import { type FaqAction, stateAfter } from '../domain/faq-state.ts';
import { faqEntry } from '../io/tables.ts';

export type EntryRow = typeof faqEntry.$inferSelect;

/** The entry under a row lock. @throws NotFound */
export async function lockEntry(tx: Tx, key: string): Promise<EntryRow> {
  const [row] = await tx.select().from(faqEntry).where(eq(faqEntry.key, key)).for('update');
  if (!row) throw new NotFound();
  return row;
}

/** The state after the move. @throws Conflict when the entry's state does not allow it. */
export function moved(row: EntryRow, action: FaqAction): EntryRow['state'] {
  const state = stateAfter(row.state, action);
  if (!state) throw new Conflict('illegal_move', `An entry in ${row.state} cannot ${action}.`);
  return state;
}

/** What the entry itself keeps of the words that become public: when they hold, when to read them again. */
export function publicDates(content: FaqContent) {
  return { ...validity(content), reviewBy: content.reviewBy };
}

/** What the entry itself keeps while nothing of it is public. */
export const NOT_PUBLIC = {
  publishedVersion: null,
  validFrom: null,
  validTo: null,
  reviewBy: null,
} as const;

/** From when to when the words hold. @throws Invalid when the end is not after the beginning. */
export function validity(content: FaqContent) {
  const validFrom = content.validFrom ? Temporal.Instant.from(content.validFrom) : null;
  const validTo = content.validTo ? Temporal.Instant.from(content.validTo) : null;
  if (validFrom && validTo && Temporal.Instant.compare(validTo, validFrom) <= 0) {
    throw new Invalid('invalid_input', 'must be later than validFrom', 'validTo');
  }
  return { validFrom, validTo };
}

/** Every event of an entry says which one and which version. */
export function entryEvent(row: { id: string; key: string }, type: string, version: number) {
  return { subjectType: 'faq', subjectId: row.id, type, payload: { key: row.key, version } };
}
