import type { Reaction } from '@1999/platform';
import { EntryRequeued } from '@1999/routing/contract';
import { returnChat } from '../commands/return-chat.ts';
import { isChatChannel } from '../domain/channel.ts';

/** When routing takes a chat from an agent who is gone, the chat waits again and its citizen is told. */
export const agentGoneReturnsChat: Reaction = {
  name: 'chat.agentGoneReturnsChat',
  on: ['queueEntry.requeued'],
  react: async (context, event) => {
    const { channel, refId, agentId, reason } = EntryRequeued.parse(event.payload);
    // What was handed on was moved together with its entry.
    if (!isChatChannel(channel) || reason === 'handedOn') return;
    await returnChat.within(context, { chatId: refId, agentId, reason });
  },
};
