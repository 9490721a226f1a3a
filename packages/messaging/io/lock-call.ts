import type { Tx } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { automatedCalls } from './tables.ts';

/** An automated call under its row lock, taken before those of its messages; null for none. */
export async function lockCall(tx: Tx, callId: string) {
  const [call] = await tx
    .select()
    .from(automatedCalls)
    .where(eq(automatedCalls.id, callId))
    .for('update');
  return call ?? null;
}
