import type { Reader } from '@1999/platform';
import { CALL_BACK_AFTER_SECONDS, type ChatSettings } from '../contract.ts';
import { chatSetting } from '../io/tables.ts';

/** The hours in which a person may be asked for (null is always), and what counts as a long wait. */
export async function chatSettings(reader: Reader): Promise<ChatSettings> {
  const [row] = await reader.select().from(chatSetting);
  const { opens, closes, callBackAfterSeconds = CALL_BACK_AFTER_SECONDS } = row ?? {};
  const hours = opens && closes ? { from: opens.slice(0, 5), to: closes.slice(0, 5) } : null;
  return { hours, callBackAfterSeconds };
}
