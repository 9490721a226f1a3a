import { type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { holderOf } from '@1999/routing';
import { EntryRequeued } from '@1999/routing/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Chat, chatSession } from '../io/tables.ts';
import { moveChat } from './move-chat.ts';
import { writeMessage } from './write-message.ts';

/**
 * Routing has put the chat back in the queue because its agent is gone: it waits again with all that
 * was said, and its citizen is told. Nothing happens when the chat has gone on meanwhile.
 */
export const returnChat = command(
  'chat.return',
  z.strictObject({ chatId: Id, agentId: Id, reason: EntryRequeued.shape.reason }),
  async (context, { chatId, agentId, reason }) => {
    const { tx } = context;
    const [chat] = await tx
      .select()
      .from(chatSession)
      .where(eq(chatSession.id, chatId))
      .for('update');
    if (chat?.state !== 'live' || chat.agentId !== agentId) return;
    if ((await holderOf(tx, chatId)) === agentId) return;
    await putBack(context, chat, reason);
  },
);

/**
 * A locked chat has no agent any more and waits; the former agent's console hears of it. `noted`:
 * whoever handed it on left a note for the next.
 */
export async function putBack(
  context: CommandContext,
  chat: Chat,
  reason: EntryRequeued['reason'],
  noted = false,
): Promise<Chat> {
  const handedOn = reason === 'handedOn';
  const waiting = await moveChat(context, chat, 'requeue', {
    type: handedOn ? 'chat.handedOn' : 'chat.requeued',
    change: { agentId: null, takenAt: null, agentTypingUntil: null },
    payload: { agentId: chat.agentId, reason, ...(handedOn ? { noted } : {}) },
  });
  const notice = handedOn ? 'handedOn' : 'requeued';
  return (await writeMessage(context, waiting, { saidBy: 'system', notice })).chat;
}
