import { eraseCitizen } from '@1999/cases';
import { forgetChat } from '@1999/chatbot';
import { type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { lockChat, saveChat } from '../io/lock-chat.ts';
import { type Chat, chatCase, chatMessage, chatNote, chatPhoto } from '../io/tables.ts';
import { endLockedChat } from './end-chat.ts';

/** The citizen wants nothing of it kept. @throws NotFound. */
export const forgetOwnChat = command(
  'chat.forget',
  z.strictObject({ sessionId: Id }),
  async (context, { sessionId }) => {
    let chat = await lockChat(context.tx, sessionId);
    if (chat.state !== 'ended') chat = await endLockedChat(context, chat, 'citizen');
    await forgetLockedChat(context, chat);
    return { forgotten: true };
  },
);

/**
 * Takes away what was said: every text, and the chat's key with it, unless a case came of the chat,
 * whose own words stay under that key until its citizen is erased. Figures and journal stay.
 */
export async function forgetLockedChat(context: CommandContext, chat: Chat): Promise<void> {
  const { tx, now, journal } = context;
  await tx.update(chatMessage).set({ textSealed: null }).where(eq(chatMessage.sessionId, chat.id));
  await tx.update(chatNote).set({ textSealed: null }).where(eq(chatNote.sessionId, chat.id));
  await tx.delete(chatPhoto).where(eq(chatPhoto.sessionId, chat.id));
  await forgetChat(context, chat.id);
  await saveChat(tx, chat, { forgottenAt: now, dialogueSealed: null, noteSealed: null });
  const [filed] = await tx
    .select({ cases: count() })
    .from(chatCase)
    .where(eq(chatCase.sessionId, chat.id));
  if (filed?.cases === 0) await eraseCitizen.within(context, { citizenId: chat.citizenId });
  await journal({
    subjectType: 'chat',
    subjectId: chat.id,
    threadId: chat.id,
    type: 'chat.erased',
    payload: {},
  });
}
