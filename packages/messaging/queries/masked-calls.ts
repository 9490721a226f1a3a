import type { Reader } from '@1999/platform';
import { desc, eq } from 'drizzle-orm';
import type { MaskedCallView } from '../contract.ts';
import { maskedCallState } from '../domain/masked-call.ts';
import { maskedCalls } from '../io/tables.ts';

const LATEST = 10;

/** The latest masked calls about one thing, the newest first. */
export async function maskedCallsAbout(reader: Reader, refId: string): Promise<MaskedCallView[]> {
  const rows = await reader
    .select()
    .from(maskedCalls)
    .where(eq(maskedCalls.refId, refId))
    .orderBy(desc(maskedCalls.askedAt), desc(maskedCalls.id))
    .limit(LATEST);
  return rows.map((row) => ({
    id: row.id,
    userId: row.userId,
    state: maskedCallState(row),
    askedAt: row.askedAt.toString(),
    talkingAt: row.talkingAt?.toString() ?? null,
    endedAt: row.endedAt?.toString() ?? null,
    endReason: row.endReason,
  }));
}
