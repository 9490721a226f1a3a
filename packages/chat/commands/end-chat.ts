import { type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { z } from 'zod';
import { lockChat } from '../io/lock-chat.ts';
import type { Chat } from '../io/tables.ts';
import { leaveRouting } from './leave-routing.ts';
import { moveChat } from './move-chat.ts';
import { writeMessage } from './write-message.ts';

/** The citizen leaves; a second time changes nothing. @throws NotFound. */
export const endChat = command(
  'chat.end',
  z.strictObject({ sessionId: Id }),
  async (context, { sessionId }) => {
    const chat = await lockChat(context.tx, sessionId);
    if (chat.state !== 'ended') await endLockedChat(context, chat, 'citizen');
    return { state: 'ended' };
  },
);

/** Ends a locked chat: it leaves the queue, or its agent wraps up. */
export async function endLockedChat(
  context: CommandContext,
  chat: Chat,
  by: 'citizen' | 'idle',
): Promise<Chat> {
  if (chat.state !== 'bot') await leaveRouting(context, chat.id);
  const ended = await moveChat(context, chat, 'end', {
    type: 'chat.ended',
    change: { endedAt: context.now, endedBy: by },
    payload: { by },
  });
  return (await writeMessage(context, ended, { saidBy: 'system', notice: 'ended' })).chat;
}
