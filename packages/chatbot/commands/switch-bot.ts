import { command, newId } from '@1999/platform';
import { SetBotBody } from '../contract.ts';
import { botSetting } from '../io/tables.ts';

/** Turns the bot, or its language model, on or off for every process at once. */
export const switchBot = command(
  'bot.switch',
  SetBotBody,
  async ({ tx, now, actor, journal }, { botOn, modelOn, reason }) => {
    const set = { botOn, modelOn, updatedAt: now, updatedBy: actor.id };
    await tx
      .insert(botSetting)
      .values({ single: true, ...set })
      .onConflictDoUpdate({ target: botSetting.single, set });
    await journal({
      subjectType: 'bot',
      subjectId: newId(),
      type: 'bot.switched',
      payload: { botOn, modelOn, reason: reason ?? null },
    });
    return { botOn, modelOn };
  },
);
