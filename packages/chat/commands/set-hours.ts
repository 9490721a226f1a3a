import { command, newId } from '@1999/platform';
import { SetChatBody } from '../contract.ts';
import { chatSetting } from '../io/tables.ts';
import { chatSettings } from '../queries/settings.ts';

/** The hours in which a person may be asked for in a chat, and from which wait on a call back is offered. */
export const setHours = command(
  'chat.setHours',
  SetChatBody,
  async ({ tx, now, journal }, { hours, callBackAfterSeconds }) => {
    const before = await chatSettings(tx);
    const set = {
      opens: hours?.from ?? null,
      closes: hours?.to ?? null,
      callBackAfterSeconds: callBackAfterSeconds ?? before.callBackAfterSeconds,
      updatedAt: now,
    };
    await tx
      .insert(chatSetting)
      .values({ single: true, ...set })
      .onConflictDoUpdate({ target: chatSetting.single, set });
    await journal({
      subjectType: 'chatSetting',
      subjectId: newId(),
      type: 'chat.hoursSet',
      payload: { hours, callBackAfterSeconds: set.callBackAfterSeconds },
    });
    return { hours };
  },
);
