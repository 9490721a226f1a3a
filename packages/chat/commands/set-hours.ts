import { command, newId } from '@1999/platform';
import { SetChatBody } from '../contract.ts';
import { chatSetting } from '../io/tables.ts';

/** The hours in which a person may be asked for in a chat. */
export const setHours = command(
  'chat.setHours',
  SetChatBody,
  async ({ tx, now, journal }, { hours }) => {
    const set = { opens: hours?.from ?? null, closes: hours?.to ?? null, updatedAt: now };
    await tx
      .insert(chatSetting)
      .values({ single: true, ...set })
      .onConflictDoUpdate({ target: chatSetting.single, set });
    await journal({
      subjectType: 'chatSetting',
      subjectId: newId(),
      type: 'chat.hoursSet',
      payload: { hours },
    });
    return { hours };
  },
);
