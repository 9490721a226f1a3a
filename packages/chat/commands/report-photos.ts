import type { preparePhoto } from '@1999/cases';
import { Conflict, command, NotFound, newId } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { lockOpenChat } from '../io/lock-chat.ts';
import { chatPhoto } from '../io/tables.ts';

/** A report takes so many photos. */
const MOST_PHOTOS = 5;

const AddPhoto = z.strictObject({
  sessionId: Id,
  photo: z.custom<Awaited<ReturnType<typeof preparePhoto>>>((value) => typeof value === 'object'),
});

/** Keeps a prepared photo for the chat's report. @throws Conflict `too_many_photos`. */
export const addReportPhoto = command('chat.addPhoto', AddPhoto, async (context, input) => {
  const { tx, now, journal } = context;
  const chat = await lockOpenChat(tx, input.sessionId);
  const [kept] = await tx
    .select({ photos: count() })
    .from(chatPhoto)
    .where(eq(chatPhoto.sessionId, chat.id));
  if ((kept?.photos ?? 0) >= MOST_PHOTOS) {
    throw new Conflict('too_many_photos', `No more than ${MOST_PHOTOS} photos.`);
  }
  const id = newId();
  const { width, height, jpeg } = input.photo;
  await tx
    .insert(chatPhoto)
    .values({ id, sessionId: chat.id, width, height, data: jpeg, addedAt: now });
  await journal({
    subjectType: 'chat',
    subjectId: chat.id,
    threadId: chat.id,
    type: 'chat.drafted',
    payload: { photoId: id, agentId: chat.agentId },
  });
  return { photoId: id };
});

/** Takes a photo out of the report again. @throws NotFound. */
export const dropReportPhoto = command(
  'chat.dropPhoto',
  z.strictObject({ sessionId: Id, photoId: Id }),
  async ({ tx, journal }, { sessionId, photoId }) => {
    const chat = await lockOpenChat(tx, sessionId);
    const gone = await tx
      .delete(chatPhoto)
      .where(and(eq(chatPhoto.id, photoId), eq(chatPhoto.sessionId, sessionId)))
      .returning({ id: chatPhoto.id });
    if (gone.length === 0) throw new NotFound();
    await journal({
      subjectType: 'chat',
      subjectId: chat.id,
      threadId: chat.id,
      type: 'chat.drafted',
      payload: { dropped: photoId, agentId: chat.agentId },
    });
    return { dropped: true };
  },
);
