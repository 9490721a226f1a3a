import type { Turn } from '@1999/chatbot';
import { guardPrivateData } from '@1999/chatbot';
import type { App } from '@1999/platform';
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { type Chat, chatMessage } from '../io/tables.ts';
import { textsOf } from './messages.ts';

/** So many earlier messages a question may refer to. */
const TURNS = 6;

/** What was said before a message, as the bot may know it: without personal data, oldest first. */
export async function turnsBefore(app: App, chat: Chat, seq: number): Promise<Turn[]> {
  const rows = await app.db
    .select()
    .from(chatMessage)
    .where(
      and(
        eq(chatMessage.sessionId, chat.id),
        lt(chatMessage.seq, seq),
        inArray(chatMessage.saidBy, ['citizen', 'bot']),
      ),
    )
    .orderBy(desc(chatMessage.seq))
    .limit(TURNS);
  const texts = await textsOf(
    app,
    app.db,
    chat,
    rows.map(({ textSealed }) => textSealed),
  );
  return rows
    .map((row, index) => ({
      from: row.saidBy === 'bot' ? ('bot' as const) : ('citizen' as const),
      text: guardPrivateData(texts[index] ?? '').clean,
      choices: row.reply?.choices ?? [],
    }))
    .reverse();
}
