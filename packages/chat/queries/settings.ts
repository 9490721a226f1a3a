import type { Reader } from '@1999/platform';
import type { Hours } from '../domain/hours.ts';
import { chatSetting } from '../io/tables.ts';

/** The hours in which a person may be asked for; null is always. */
export async function chatHours(reader: Reader): Promise<Hours> {
  const [row] = await reader.select().from(chatSetting);
  if (!row?.opens || !row.closes) return null;
  return { from: row.opens.slice(0, 5), to: row.closes.slice(0, 5) };
}
