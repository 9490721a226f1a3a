import { guardPrivateData } from '@1999/chatbot';
import { AppError, type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { raiseEntry } from '@1999/routing';
import { DANGER_PRIORITY } from '@1999/routing/contract';
import { z } from 'zod';
import { SayBody } from '../contract.ts';
import { lockOpenChat, saveChat } from '../io/lock-chat.ts';
import type { Chat } from '../io/tables.ts';
import { writeMessage } from './write-message.ts';

const HearCitizen = SayBody.extend({ sessionId: Id, danger: z.boolean() });
const MINUTE_MS = 60_000;

/**
 * Takes the citizen's message down. A danger moves the chat to the front of the queue. While the bot is asked, personal data is blotted out before it
 * is kept; an agent sees it as it was written. Answers ids only: a receipt keeps them.
 * @throws NotFound; Conflict `chat_ended`; AppError 429 above the chat's own rate.
 */
export const hearCitizen = command('chat.hear', HearCitizen, async (context, input) => {
  const { tx } = context;
  let chat = await lockOpenChat(tx, input.sessionId);
  chat = await countMessage(context, chat);
  const isNews = input.danger && !chat.danger;
  if (isNews) chat = await saveChat(tx, chat, { danger: true });
  const text = chat.state === 'bot' ? guardPrivateData(input.text).clean : input.text;
  const written = await writeMessage(context, chat, { saidBy: 'citizen', text });
  await saveChat(tx, written.chat, { citizenTypingUntil: null });
  if (isNews && chat.state !== 'bot') {
    await raiseEntry.within(context, { refId: chat.id, priority: DANGER_PRIORITY });
  }
  return { messageId: written.messageId, state: chat.state };
});

async function countMessage({ app, tx, now }: CommandContext, chat: Chat): Promise<Chat> {
  const most = app.config.limits.chat;
  const age = now.since(chat.minuteFrom).total('milliseconds');
  if (age >= MINUTE_MS) return saveChat(tx, chat, { minuteFrom: now, minuteCount: 1 });
  if (most > 0 && chat.minuteCount >= most) {
    throw new AppError(429, 'too_many_messages', 'Too many messages in this chat; wait a little.', {
      retryAfterSeconds: Math.max(1, Math.ceil((MINUTE_MS - age) / 1_000)),
    });
  }
  return saveChat(tx, chat, { minuteCount: chat.minuteCount + 1 });
}
