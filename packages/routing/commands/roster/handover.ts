import { command, NotFound, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { HandoverBody } from '../../contract.ts';
import { handoverAcknowledgement, handoverNote } from '../../io/tables.ts';

/** Leaves a note for those who come after. Its words stand in its row only. */
export const writeHandover = command(
  'handover.write',
  HandoverBody.extend({ authorId: Id }),
  async ({ tx, now, journal }, { authorId, words, urgent, hours }) => {
    const id = newId();
    const endsAt = now.add({ hours });
    await tx.insert(handoverNote).values({ id, authorId, words, urgent, writtenAt: now, endsAt });
    await journal({
      subjectType: 'handoverNote',
      subjectId: id,
      type: 'handover.written',
      payload: { urgent, endsAt: endsAt.toString() },
    });
    return { noteId: id };
  },
);

/** Somebody has read it; once is enough. @throws NotFound when it is absent or over. */
export const acknowledgeHandover = command(
  'handover.acknowledge',
  z.strictObject({ noteId: Id, userId: Id }),
  async ({ tx, now, journal }, { noteId, userId }) => {
    const [note] = await tx
      .select({ id: handoverNote.id })
      .from(handoverNote)
      .where(and(eq(handoverNote.id, noteId), gt(handoverNote.endsAt, now)));
    if (!note) throw new NotFound();
    const added = await tx
      .insert(handoverAcknowledgement)
      .values({ noteId, userId, at: now })
      .onConflictDoNothing()
      .returning({ userId: handoverAcknowledgement.userId });
    if (added.length === 0) return;
    await journal({
      subjectType: 'handoverNote',
      subjectId: noteId,
      type: 'handover.acknowledged',
      payload: { userId },
    });
  },
);
