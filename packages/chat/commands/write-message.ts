import { type CommandContext, newId } from '@1999/platform';
import type { ChatNotice } from '../contract.ts';
import type { StoredReply } from '../domain/stored-reply.ts';
import { saveChat } from '../io/lock-chat.ts';
import { type Chat, chatMessage } from '../io/tables.ts';

interface Message {
  readonly saidBy: 'citizen' | 'bot' | 'agent' | 'system';
  readonly text?: string;
  readonly notice?: ChatNotice;
  readonly agentId?: string | null;
  readonly reply?: StoredReply;
  readonly replyTo?: string;
}

/** Adds a message to a locked chat, sealed under the chat's key, with its journal row. */
export async function writeMessage(
  { app, tx, now, journal }: CommandContext,
  chat: Chat,
  message: Message,
): Promise<{ chat: Chat; messageId: string; seq: number }> {
  const messageId = newId();
  const seq = chat.lastSeq + 1;
  await tx.insert(chatMessage).values({
    id: messageId,
    sessionId: chat.id,
    seq,
    saidBy: message.saidBy,
    agentId: message.agentId ?? null,
    at: now,
    textSealed: message.text ? await app.vault.seal(tx, chat.citizenId, message.text) : null,
    notice: message.notice ?? null,
    reply: message.reply ?? null,
    replyTo: message.replyTo ?? null,
  });
  await journal({
    subjectType: 'chat',
    subjectId: chat.id,
    threadId: chat.id,
    type: 'chat.said',
    payload: { messageId, seq, from: message.saidBy, agentId: chat.agentId },
  });
  return { chat: await saveChat(tx, chat, { lastSeq: seq, lastAt: now }), messageId, seq };
}
