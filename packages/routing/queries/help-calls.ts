import { userNames } from '@1999/directory';
import type { Reader } from '@1999/platform';
import { asc, isNull } from 'drizzle-orm';
import type { HelpCall } from '../contract.ts';
import { helpCall } from '../io/tables.ts';

/** The calls for help that nobody has answered, the longest open first. */
export async function openHelpCalls(reader: Reader): Promise<HelpCall[]> {
  const rows = await reader
    .select()
    .from(helpCall)
    .where(isNull(helpCall.answeredAt))
    .orderBy(asc(helpCall.askedAt));
  const names = await userNames(
    reader,
    rows.map(({ agentId }) => agentId),
  );
  return rows.map(({ id, agentId, callId, askedAt }) => ({
    helpId: id,
    agentId,
    agentName: names.get(agentId) ?? '',
    callId,
    askedAt: askedAt.toString(),
  }));
}
