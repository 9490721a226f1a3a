import { Conflict, command, Invalid } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { acceptOffer, currentOffer } from '@1999/routing';
import { z } from 'zod';
import { SayBody, WrapUpChatBody } from '../contract.ts';
import { isChatChannel } from '../domain/channel.ts';
import { lockAgentsChat, lockChat, saveChat } from '../io/lock-chat.ts';
import { isWrapUpCode } from '../io/wrap-up-codes.ts';
import { leaveRouting } from './leave-routing.ts';
import { moveChat } from './move-chat.ts';
import { readyAfterWrapUp } from './ready-after-wrap-up.ts';
import { putBack } from './return-chat.ts';
import { writeMessage } from './write-message.ts';

/** The agent takes the chat that rings. @throws NotFound or Conflict `offer_gone` as acceptOffer. */
export const answerChat = command(
  'chat.answer',
  z.strictObject({ offerId: Id, agentId: Id }),
  async (context, { offerId, agentId }) => {
    const { tx, now } = context;
    const open = await currentOffer(tx, agentId, offerId);
    // The chat's row is locked before routing's: every command takes them in this order.
    let chat = open && isChatChannel(open.channel) ? await lockChat(tx, open.refId) : null;
    await acceptOffer.within(context, { offerId, agentId });
    // What rings is nobody's: its last agent is gone, and the chat has not heard of it yet.
    if (chat?.state === 'live') chat = await putBack(context, chat, 'lost');
    if (chat?.state !== 'waiting') {
      throw new Conflict('offer_gone', 'This chat no longer rings at your place.');
    }
    const taken = await moveChat(context, chat, 'take', {
      type: 'chat.taken',
      change: { agentId, takenAt: now },
    });
    await writeMessage(context, taken, { saidBy: 'system', notice: 'joined', agentId });
    return { chatId: chat.id };
  },
);

/** The agent writes. @throws NotFound for another's chat; Conflict once it is over. */
export const sayAsAgent = command(
  'chat.sayAsAgent',
  SayBody.extend({ chatId: Id, agentId: Id }),
  async (context, { chatId, agentId, text }) => {
    const chat = await lockAgentsChat(context.tx, chatId, agentId);
    if (chat.state !== 'live') throw new Conflict('chat_ended', 'This chat is over.');
    const written = await writeMessage(context, chat, { saidBy: 'agent', text, agentId });
    await saveChat(context.tx, written.chat, { agentTypingUntil: null, seenSeq: written.seq });
    return { messageId: written.messageId };
  },
);

/** The agent ends the conversation; a second time changes nothing. @throws NotFound. */
export const endAsAgent = command(
  'chat.endAsAgent',
  z.strictObject({ chatId: Id, agentId: Id }),
  async (context, { chatId, agentId }) => {
    const chat = await lockAgentsChat(context.tx, chatId, agentId);
    if (chat.state === 'ended') return { state: chat.state };
    await leaveRouting(context, chat.id);
    const ended = await moveChat(context, chat, 'end', {
      type: 'chat.ended',
      change: { endedAt: context.now, endedBy: 'agent' },
      payload: { by: 'agent' },
    });
    await writeMessage(context, ended, { saidBy: 'system', notice: 'ended' });
    return { state: ended.state };
  },
);

/**
 * The agent says what it was about, notes what is left to note and is ready again. The note is sealed
 * under the chat's key. @throws NotFound; Invalid `unknown_code`; Conflict while it goes on or once
 * it is done.
 */
export const wrapUpChat = command(
  'chat.wrapUp',
  WrapUpChatBody.extend({ chatId: Id, agentId: Id }),
  async (context, { chatId, agentId, code, note }) => {
    const { app, tx, now, journal } = context;
    const chat = await lockAgentsChat(tx, chatId, agentId);
    if (chat.state !== 'ended') throw new Conflict('chat_going_on', 'End the chat first.');
    if (chat.wrappedAt) throw new Conflict('already_wrapped', 'This chat is wrapped up.');
    if (!(await isWrapUpCode(tx, code))) {
      throw new Invalid('unknown_code', 'There is no such wrap-up code.', 'code');
    }
    const noteSealed = note ? await app.vault.seal(tx, chat.citizenId, note) : null;
    await saveChat(tx, chat, { wrappedAt: now, wrapUpCode: code, noteSealed });
    await journal({
      subjectType: 'chat',
      subjectId: chat.id,
      threadId: chat.id,
      type: 'chat.wrapped',
      payload: { agentId, code, noted: note !== undefined },
    });
    await readyAfterWrapUp(context, agentId);
    return { chatId };
  },
);
