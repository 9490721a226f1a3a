import { userNames } from '@1999/directory';
import type { Reader } from '@1999/platform';
import { desc, gt, inArray } from 'drizzle-orm';
import type { HandoverNote } from '../contract.ts';
import { handoverAcknowledgement, handoverNote } from '../io/tables.ts';

/** The notes that still concern somebody, urgent ones and then the newest first. */
export async function handoverNotes(
  reader: Reader,
  now: Temporal.Instant,
  userId: string,
): Promise<HandoverNote[]> {
  const notes = await reader
    .select()
    .from(handoverNote)
    .where(gt(handoverNote.endsAt, now))
    .orderBy(desc(handoverNote.urgent), desc(handoverNote.writtenAt));
  if (notes.length === 0) return [];
  const read = await reader
    .select()
    .from(handoverAcknowledgement)
    .where(
      inArray(
        handoverAcknowledgement.noteId,
        notes.map(({ id }) => id),
      ),
    );
  const people = [...notes.map(({ authorId }) => authorId), ...read.map((one) => one.userId)];
  const names = await userNames(reader, people);
  const nameOf = (id: string) => names.get(id) ?? '';
  return notes.map((note) => {
    const by = read.filter(({ noteId }) => noteId === note.id).map((one) => one.userId);
    return {
      id: note.id,
      author: nameOf(note.authorId),
      words: note.words,
      urgent: note.urgent,
      writtenAt: note.writtenAt.toString(),
      endsAt: note.endsAt.toString(),
      mine: note.authorId === userId,
      acknowledged: note.authorId === userId || by.includes(userId),
      acknowledgedBy: by.map(nameOf),
    };
  });
}
