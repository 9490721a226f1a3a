import { type App, NotFound, type Reader } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import type { Draft } from '../contract.ts';
import { draft } from '../io/tables.ts';

/** The agent's own draft about `refId`. @throws NotFound when there is none, or it was erased. */
export async function draftOf(
  app: App,
  reader: Reader,
  agentId: string,
  refId: string,
): Promise<Draft> {
  const [found] = await reader
    .select()
    .from(draft)
    .where(and(eq(draft.agentId, agentId), eq(draft.refId, refId)));
  const data = found && (await app.vault.unseal(reader, found.citizenId, found.sealed));
  if (!found || data === null) throw new NotFound();
  return {
    refId,
    citizenId: found.citizenId,
    data: JSON.parse(data ?? '{}'),
    savedAt: found.savedAt.toString(),
  };
}
