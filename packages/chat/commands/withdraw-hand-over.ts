import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { leaveQueue } from '@1999/routing';
import { z } from 'zod';
import { lockOpenChat, saveChat } from '../io/lock-chat.ts';
import { moveChat } from './move-chat.ts';
import { writeMessage } from './write-message.ts';

/**
 * The citizen waits no longer and talks with the bot again. Nothing happens while the bot is asked
 * already. @throws NotFound; Conflict once an agent is in the chat, or it is over.
 */
export const withdrawHandOver = command(
  'chat.withdraw',
  z.strictObject({ sessionId: Id }),
  async (context, { sessionId }) => {
    const chat = await lockOpenChat(context.tx, sessionId);
    if (chat.state === 'bot') {
      await saveChat(context.tx, chat, { callBackOffered: false });
      return { state: chat.state };
    }
    const moved = await moveChat(context, chat, 'withdraw', { type: 'chat.handOverWithdrawn' });
    await leaveQueue.within(context, { refId: chat.id });
    await writeMessage(context, moved, { saidBy: 'system', notice: 'backToBot' });
    return { state: moved.state };
  },
);
