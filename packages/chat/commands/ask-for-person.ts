import { type CommandContext, command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { agentsAtWork, enqueueEntry, queuePosition } from '@1999/routing';
import { DANGER_PRIORITY, NORMAL_PRIORITY } from '@1999/routing/contract';
import { z } from 'zod';
import { channelOf } from '../domain/channel.ts';
import { isWithinHours } from '../domain/hours.ts';
import { lockOpenChat, saveChat } from '../io/lock-chat.ts';
import type { Chat } from '../io/tables.ts';
import { chatSettings } from '../queries/settings.ts';
import { moveChat } from './move-chat.ts';
import { writeMessage } from './write-message.ts';

/** Whether somebody may come, and the place in the queue. */
export interface Asking {
  readonly chat: Chat;
  readonly onDuty: boolean;
  readonly position: number | null;
}

/** "A person, please", by the button. Asking again changes nothing. @throws NotFound; Conflict `chat_ended`. */
export const askForPerson = command(
  'chat.askForPerson',
  z.strictObject({ sessionId: Id }),
  async (context, { sessionId }) => {
    const chat = await lockOpenChat(context.tx, sessionId);
    const { onDuty } = await putInQueue(context, chat);
    return { onDuty };
  },
);

/**
 * Puts a locked chat in the queue of the agents who speak its language, dangers first; out of hours,
 * or with nobody signed in, a call back is offered instead. A relay waits like any call, day and
 * night.
 */
export async function putInQueue(context: CommandContext, chat: Chat): Promise<Asking> {
  const { tx, now } = context;
  if (chat.state !== 'bot') {
    return { chat, onDuty: true, position: await queuePosition(tx, chat.id) };
  }
  if (chat.kind === 'chat' && !(await mayComeNow(context))) {
    return {
      chat: await saveChat(tx, chat, { callBackOffered: true }),
      onDuty: false,
      position: null,
    };
  }
  const waiting = await moveChat(context, chat, 'askForPerson', {
    type: 'chat.handOverAsked',
    change: { queuedAt: now, callBackOffered: false },
    payload: { danger: chat.danger },
  });
  const { chat: told } = await writeMessage(context, waiting, {
    saidBy: 'system',
    notice: 'queued',
  });
  await enqueueEntry.within(context, {
    channel: channelOf(chat.kind),
    refId: chat.id,
    skills: [chat.language],
    language: chat.language,
    priority: chat.danger ? DANGER_PRIORITY : NORMAL_PRIORITY,
  });
  return { chat: told, onDuty: true, position: await queuePosition(tx, chat.id) };
}

/** Whether anybody is at work, and it is an hour for it. */
async function mayComeNow({ tx, now }: CommandContext): Promise<boolean> {
  const { hours } = await chatSettings(tx);
  return isWithinHours(hours, now) && (await agentsAtWork(tx)).atWork > 0;
}
