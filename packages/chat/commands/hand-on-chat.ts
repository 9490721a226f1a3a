import { Conflict, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { finishEntry, handOnEntry } from '@1999/routing';
import { z } from 'zod';
import { HandOnChatBody } from '../contract.ts';
import { lockAgentsChat } from '../io/lock-chat.ts';
import { leaveNote } from './leave-note.ts';
import { moveChat } from './move-chat.ts';
import { readyAfterWrapUp } from './ready-after-wrap-up.ts';
import { putBack } from './return-chat.ts';
import { writeMessage } from './write-message.ts';

/**
 * The agent gives the chat away: to whoever is free next, to one colleague, or back to the bot. It
 * keeps its place in the queue and all that was said, and a note may go with it to the next agent;
 * there is nothing to wrap up.
 * @throws NotFound for another's chat; Conflict `chat_ended`, `agent_not_free`, `relay_has_no_bot`.
 */
export const handOnChat = command(
  'chat.handOn',
  z.strictObject({ chatId: Id, agentId: Id, where: HandOnChatBody }),
  async (context, { chatId, agentId, where }) => {
    const chat = await lockAgentsChat(context.tx, chatId, agentId);
    if (chat.state !== 'live') throw new Conflict('chat_ended', 'This chat is over.');
    if (where.to !== 'bot') {
      const toAgent = where.to === 'agent' ? { toAgent: where.agentId } : {};
      const { note } = where;
      const waiting = await putBack(context, chat, 'handedOn', note !== undefined);
      if (note) await leaveNote(context, waiting, { agentId, note });
      await handOnEntry.within(context, { refId: chatId, agentId, ...toAgent });
      return;
    }
    if (chat.kind === 'relay') {
      throw new Conflict('relay_has_no_bot', 'Whoever cannot speak asked for a person.');
    }
    const returned = await moveChat(context, chat, 'returnToBot', {
      type: 'chat.returnedToBot',
      change: { agentId: null, takenAt: null, queuedAt: null, agentTypingUntil: null },
      payload: { agentId },
    });
    await writeMessage(context, returned, { saidBy: 'system', notice: 'returnedToBot' });
    await finishEntry.within(context, { refId: chatId });
    await readyAfterWrapUp(context, agentId);
  },
);
