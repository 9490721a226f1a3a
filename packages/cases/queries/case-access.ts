import { type Actor, type App, NotFound, type Reader, type Scope, service } from '@1999/platform';
import type { Role } from '@1999/platform/contract';
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

/** Role → which cases are its own, where a room above knows; that room plugs in. */
export const caseReaders = service(
  'cases.readers',
  () => new Map<Role, (reader: Reader, caseId: string) => Promise<boolean>>(),
);

/** Holds a caller whose scope is `own` to the own cases. @throws NotFound for foreign ones. */
export async function holdToScope(
  app: App,
  scope: Scope,
  actor: Actor,
  caseId: string,
): Promise<void> {
  if (scope === 'any') return;
  if (actor.kind === 'capability' && actor.capability === 'case' && actor.id === caseId) return;
  const agencyId = actor.kind === 'user' ? actor.agencyId : null;
  if (agencyId && (await agencyMayRead(app.db, agencyId, caseId))) return;
  const byRole = actor.kind === 'user' && app.services.get(caseReaders).get(actor.role);
  if (byRole && (await byRole(app.db, caseId))) return;
  throw new NotFound();
}
