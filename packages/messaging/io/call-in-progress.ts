import type { CommandContext } from '@1999/platform';
import { and, eq, isNull } from 'drizzle-orm';
import { automatedCalls } from './tables.ts';

/**
 * The call on which somebody is being told at this moment, or null. It is held until the
 * transaction ends, so that it can't be over before what joins it is there; one that somebody is
 * just ending or answering is passed over. Asked once in a transaction for each of those told.
 */
export function callInProgress(
  { tx, once }: Pick<CommandContext, 'tx' | 'once'>,
  toId: string,
): Promise<string | null> {
  return once(`messaging.callInProgress ${toId}`, async () => {
    const [call] = await tx
      .select({ id: automatedCalls.id })
      .from(automatedCalls)
      .where(
        and(
          eq(automatedCalls.toId, toId),
          isNull(automatedCalls.endedAt),
          isNull(automatedCalls.closingAt),
        ),
      )
      .for('share', { skipLocked: true });
    return call?.id ?? null;
  });
}
