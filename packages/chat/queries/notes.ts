import { userNames } from '@1999/directory';
import type { App, Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { ChatNote } from '../contract.ts';
import { type Chat, chatNote } from '../io/tables.ts';
import { textsOf } from './messages.ts';

/** The notes that agents left each other, oldest first; texts are null once erased. */
export async function notesOf(app: App, reader: Reader, chat: Chat): Promise<ChatNote[]> {
  const rows = await reader
    .select()
    .from(chatNote)
    .where(eq(chatNote.sessionId, chat.id))
    .orderBy(asc(chatNote.seq), asc(chatNote.id));
  const clear = await textsOf(
    app,
    reader,
    chat,
    rows.map(({ textSealed }) => textSealed),
  );
  const names = await userNames(reader, [...new Set(rows.map(({ agentId }) => agentId))]);
  return rows.map(({ id, seq, at, agentId }, index) => ({
    id,
    afterSeq: seq,
    at: at.toString(),
    agentName: names.get(agentId) ?? null,
    text: clear[index] ?? null,
  }));
}
