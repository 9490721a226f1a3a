import type { Reader } from '@1999/platform';
import { and, eq } from 'drizzle-orm';
import { caseFile, contact, contactCase } from '../io/tables.ts';

/** The contact that came by `refType` and `refId` (for example a call); null when none did. */
export async function contactByRef(
  reader: Reader,
  refType: string,
  refId: string,
): Promise<{ contactId: string; citizenId: string } | null> {
  const [found] = await reader
    .select({ contactId: contact.id, citizenId: contact.citizenId })
    .from(contact)
    .where(and(eq(contact.refType, refType), eq(contact.refId, refId)));
  return found ?? null;
}

/** Whether anything was recorded of this approach: a case of its own, or one that was there. */
export async function contactHasCase(reader: Reader, contactId: string): Promise<boolean> {
  const rows = await reader
    .select({ id: caseFile.id })
    .from(caseFile)
    .where(eq(caseFile.contactId, contactId))
    .limit(1);
  if (rows.length > 0) return true;
  const linked = await reader
    .select({ id: contactCase.caseId })
    .from(contactCase)
    .where(eq(contactCase.contactId, contactId))
    .limit(1);
  return linked.length > 0;
}
