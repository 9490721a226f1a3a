import { type Actor, NotFound, type Reader, type Scope } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { caseReader } from '../io/tables.ts';

/** Whether an agency holds, or held, an order of the case. */
export async function agencyMayRead(
  reader: Reader,
  agencyId: string,
  caseId: string,
): Promise<boolean> {
  const rows = await reader
    .select({ agencyId: caseReader.agencyId })
    .from(caseReader)
    .where(and(eq(caseReader.caseId, caseId), eq(caseReader.agencyId, agencyId)));
  return rows.length > 0;
}

/** Holds a caller whose scope is `own` to the own cases. @throws NotFound for foreign ones. */
export async function holdToScope(
  reader: Reader,
  scope: Scope,
  actor: Actor,
  caseId: string,
): Promise<void> {
  if (scope === 'any') return;
  if (actor.kind === 'capability' && actor.capability === 'case' && actor.id === caseId) return;
  const agencyId = actor.kind === 'user' ? actor.agencyId : null;
  if (agencyId && (await agencyMayRead(reader, agencyId, caseId))) return;
  throw new NotFound();
}
