import { thumbsOf } from '@1999/chatbot';
import { userNames } from '@1999/directory';
import type { App, Reader } from '@1999/platform';
import { and, asc, eq, gt } from 'drizzle-orm';
import { type ChatMessage, ChatNotice } from '../contract.ts';
import { type Chat, chatMessage } from '../io/tables.ts';

/** The messages of a chat after a sequence number, oldest first; texts are null once erased. */
export async function messagesOf(
  app: App,
  reader: Reader,
  chat: Chat,
  after = 0,
): Promise<ChatMessage[]> {
  const rows = await reader
    .select()
    .from(chatMessage)
    .where(and(eq(chatMessage.sessionId, chat.id), gt(chatMessage.seq, after)))
    .orderBy(asc(chatMessage.seq));
  const clear = await textsOf(
    app,
    reader,
    chat,
    rows.map(({ textSealed }) => textSealed),
  );
  const thumbs = await thumbsOf(reader, chat.id);
  const names = await userNames(reader, agentIds(rows));
  return rows.map((row, index) => {
    const { reply } = row;
    return {
      id: row.id,
      seq: row.seq,
      from: row.saidBy,
      at: row.at.toString(),
      text: clear[index] ?? null,
      notice: ChatNotice.nullable().catch(null).parse(row.notice),
      agentName: row.agentId ? (names.get(row.agentId) ?? null) : null,
      reply: reply && {
        outcome: reply.outcome,
        reason: reply.reason,
        citations: [...reply.citations],
        choices: [...reply.choices],
        actions: [...reply.actions],
        numbers: [...reply.numbers],
        composed: reply.by === 'model',
      },
      thumb: thumbs.get(row.id) ?? null,
    };
  });
}

/** Opens the sealed texts of one chat. */
export function textsOf(
  app: App,
  reader: Reader,
  chat: Chat,
  sealed: readonly (Buffer | null)[],
): Promise<(string | null)[]> {
  return Promise.all(
    sealed.map(async (one) => one && (await app.vault.unseal(reader, chat.citizenId, one))),
  );
}

function agentIds(rows: readonly { agentId: string | null }[]): string[] {
  return [...new Set(rows.flatMap(({ agentId }) => (agentId ? [agentId] : [])))];
}
