import { type Actor, type App, isOfTheHouse, NotFound, type Reader } from '@1999/platform';
import { eq } from 'drizzle-orm';
import type { CaseView, CitizenView } from '../contract.ts';
import { caseFile, contact } from '../io/tables.ts';
import { attachmentsOf } from './attachments.ts';
import { mattersOf } from './matters.ts';

/**
 * A case with everything its readers may see; the person only masked, the tracking code only for
 * the hotline's own people. Whether `actor` may read it at all is decided before. @throws NotFound.
 */
export async function caseView(
  app: App,
  reader: Reader,
  caseId: string,
  actor: Actor,
): Promise<CaseView> {
  const [row] = await reader
    .select({ file: caseFile, channel: contact.channel })
    .from(caseFile)
    .innerJoin(contact, eq(contact.id, caseFile.contactId))
    .where(eq(caseFile.id, caseId));
  if (!row) throw new NotFound();
  const { file, channel } = row;
  const ours = actor.kind === 'system' || isOfTheHouse(actor);
  return {
    id: file.id,
    number: file.number,
    state: file.state,
    channel,
    contactId: file.contactId,
    citizen: await citizenView(app, reader, file.citizenId),
    openedAt: file.openedAt.toString(),
    closedAt: file.closedAt?.toString() ?? null,
    closedGround: file.closedGround,
    satisfaction: file.satisfaction,
    trackingCode: ours
      ? await app.vault.unseal(reader, file.citizenId, file.trackingCodeSealed)
      : null,
    matters: await mattersOf(app, reader, caseId),
    attachments: await attachmentsOf(reader, caseId),
  };
}

/** A person as a screen may always show them. @throws NotFound. */
export async function citizenView(
  app: App,
  reader: Reader,
  citizenId: string,
): Promise<CitizenView> {
  const { name, phone } = await app.vault.masked(reader, citizenId);
  return { id: citizenId, name, phone };
}

/** The case's bare facts for upper rooms: no words, no person; null when absent. */
export async function caseFacts(reader: Reader, caseId: string) {
  const [found] = await reader
    .select({
      id: caseFile.id,
      number: caseFile.number,
      state: caseFile.state,
      citizenId: caseFile.citizenId,
      contactId: caseFile.contactId,
      openedAt: caseFile.openedAt,
      closedAt: caseFile.closedAt,
    })
    .from(caseFile)
    .where(eq(caseFile.id, caseId));
  return found ?? null;
}
