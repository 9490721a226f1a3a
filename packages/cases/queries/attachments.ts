import type { Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { AttachmentView } from '../contract.ts';
import { attachment, attachmentBytes } from '../io/tables.ts';

/** A case's photos, oldest first; without their bytes. */
export async function attachmentsOf(reader: Reader, caseId: string): Promise<AttachmentView[]> {
  const rows = await reader
    .select()
    .from(attachment)
    .where(eq(attachment.caseId, caseId))
    .orderBy(asc(attachment.addedAt), asc(attachment.id));
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    width: row.width,
    height: row.height,
    size: row.size,
    takenAt: row.takenAt?.toString() ?? null,
    lat: row.lat,
    lng: row.lng,
    addedAt: row.addedAt.toString(),
  }));
}

/** Which case and agency a photo belongs to; null when there is none. */
export async function attachmentById(reader: Reader, id: string) {
  const [found] = await reader
    .select({
      id: attachment.id,
      caseId: attachment.caseId,
      source: attachment.source,
      agencyId: attachment.agencyId,
      addedAt: attachment.addedAt,
    })
    .from(attachment)
    .where(eq(attachment.id, id));
  return found ?? null;
}

/** The JPEG itself; null when there is none, or it went with its citizen. */
export async function attachmentData(reader: Reader, id: string): Promise<Buffer | null> {
  const [found] = await reader
    .select({ data: attachmentBytes.data })
    .from(attachmentBytes)
    .where(eq(attachmentBytes.attachmentId, id));
  return found?.data ?? null;
}
