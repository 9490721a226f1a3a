import { type CommandContext, Conflict, type JournalEntry } from '@1999/platform';
import { type ChatAction, nextChatState } from '../domain/chat-state.ts';
import { saveChat } from '../io/lock-chat.ts';
import type { Chat } from '../io/tables.ts';

/** Moves a locked chat by one action, with its journal row. @throws Conflict `chat_state`. */
export async function moveChat(
  { tx, journal }: CommandContext,
  chat: Chat,
  action: ChatAction,
  event: { type: string; change?: Partial<Chat>; payload?: JournalEntry['payload'] },
): Promise<Chat> {
  const state = nextChatState(chat.state, action);
  if (!state)
    throw new Conflict('chat_state', `This cannot be done while the chat is ${chat.state}.`);
  const moved = await saveChat(tx, chat, { ...event.change, state });
  await journal({
    subjectType: 'chat',
    subjectId: chat.id,
    threadId: chat.id,
    type: event.type,
    payload: { agentId: moved.agentId, ...event.payload },
  });
  return moved;
}
