import type { App } from '@1999/platform';
import type { BotSettings } from '../contract.ts';
import { botSetting } from '../io/tables.ts';

/** The switch as it stands; on while nobody has touched it. */
export async function botSettings(app: App): Promise<BotSettings> {
  const [row] = await app.db.select().from(botSetting);
  return {
    botOn: row?.botOn ?? true,
    modelOn: row?.modelOn ?? true,
    modelConfigured: app.config.model !== undefined,
    updatedAt: row?.updatedAt.toString() ?? null,
    updatedBy: row?.updatedBy ?? null,
  };
}
