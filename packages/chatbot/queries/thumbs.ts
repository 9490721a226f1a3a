import type { Reader } from '@1999/platform';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Thumb } from '../contract.ts';
import { botDecision } from '../io/tables.ts';

/** How a chat's answers were rated, by the message. */
export async function thumbsOf(reader: Reader, sessionId: string): Promise<Map<string, Thumb>> {
  const rows = await reader
    .select({ id: botDecision.id, thumb: botDecision.thumb })
    .from(botDecision)
    .where(and(eq(botDecision.sessionId, sessionId), isNotNull(botDecision.thumb)));
  return new Map(rows.flatMap(({ id, thumb }) => (thumb ? [[id, thumb] as const] : [])));
}
