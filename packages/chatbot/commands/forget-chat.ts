import type { CommandContext } from '@1999/platform';
import { eq } from 'drizzle-orm';
import { botDecision, botUsageSession } from '../io/tables.ts';

/** Takes the questions out of the log of a chat that is forgotten; its figures stay. */
export async function forgetChat({ tx }: CommandContext, sessionId: string): Promise<void> {
  await tx
    .update(botDecision)
    .set({ questionSealed: null })
    .where(eq(botDecision.sessionId, sessionId));
  await tx.delete(botUsageSession).where(eq(botUsageSession.sessionId, sessionId));
}
