import type { JournalEntry, Tx } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { MaskedCallStep } from '../contract.ts';
import { type MaskedCallRow, maskedCalls } from './tables.ts';

/** A masked call under its row lock; null when there is none. */
export async function lockMaskedCall(tx: Tx, callId: string): Promise<MaskedCallRow | null> {
  const [row] = await tx.select().from(maskedCalls).where(eq(maskedCalls.id, callId)).for('update');
  return row ?? null;
}

/** What the journal keeps of a masked call's step: ids and codes, no number. */
export function maskedCallEntry(
  row: MaskedCallRow,
  step: MaskedCallStep,
  detail: { reason?: string; seconds?: number } = {},
): JournalEntry {
  const { purpose, refType, refId, agencyId, userId } = row;
  return {
    subjectType: 'maskedCall',
    subjectId: row.id,
    threadId: row.threadId,
    type: `maskedCall.${step}`,
    payload: { purpose, refType, refId, agencyId, userId, ...detail },
  };
}
