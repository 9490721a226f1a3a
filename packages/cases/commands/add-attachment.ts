import { command, NotFound, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { Photo } from '../io/photo.ts';
import { attachment, attachmentBytes, caseFile } from '../io/tables.ts';

const AddAttachment = z.strictObject({
  caseId: Id,
  source: z.enum(['citizen', 'agent', 'agency']),
  /** Whose evidence it is; goes with source `agency`. */
  agencyId: Id.nullable().default(null),
  photo: z.instanceof(Photo),
});

/**
 * Adds a prepared photo to a case. Who may add to which case is for the caller to have decided.
 * @throws NotFound for an unknown case.
 */
export const addAttachment = command(
  'attachment.add',
  AddAttachment,
  async ({ tx, now, actor, journal }, { caseId, source, agencyId, photo }) => {
    const [file] = await tx
      .select({ id: caseFile.id })
      .from(caseFile)
      .where(eq(caseFile.id, caseId))
      .for('key share');
    if (!file) throw new NotFound();
    const id = newId();
    await tx.insert(attachment).values({
      id,
      caseId,
      source,
      agencyId,
      addedBy: actor.id,
      mediaType: 'image/jpeg',
      width: photo.width,
      height: photo.height,
      size: photo.jpeg.length,
      sha256: photo.sha256,
      takenAt: photo.takenAt,
      lat: photo.position?.lat ?? null,
      lng: photo.position?.lng ?? null,
      addedAt: now,
    });
    await tx.insert(attachmentBytes).values({ attachmentId: id, data: photo.jpeg });
    await journal({
      subjectType: 'attachment',
      subjectId: id,
      threadId: caseId,
      type: 'attachment.added',
      payload: { caseId, source, agencyId },
    });
    return { attachmentId: id };
  },
);
