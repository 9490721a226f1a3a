import { citizenView } from '@1999/cases';
import { userNames } from '@1999/directory';
import { type Actor, type App, NotFound, type Scope } from '@1999/platform';
import { currentOffer } from '@1999/routing';
import { and, desc, eq, gt, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type { AgentChatView, ChatOffer, ChatRow, ChatsQuery } from '../contract.ts';
import { isChatChannel } from '../domain/channel.ts';
import { type Chat, chatMessage, chatSession } from '../io/tables.ts';
import { chatRow } from './chat-view.ts';
import { messagesOf } from './messages.ts';
import { notesOf } from './notes.ts';
import { filedCases, reportDraft } from './report-draft.ts';

/** The inbox of an agent, or every chat for who may see them; newest first. */
export async function chats(
  app: App,
  query: z.output<typeof ChatsQuery>,
  agentId: string | null,
): Promise<ChatRow[]> {
  const open = or(
    eq(chatSession.state, 'waiting'),
    eq(chatSession.state, 'live'),
    and(eq(chatSession.state, 'ended'), isNull(chatSession.wrappedAt), sql`agent_id is not null`),
  );
  const which: (SQL | undefined)[] = [
    isNull(chatSession.forgottenAt),
    query.state === 'open' ? open : eq(chatSession.state, 'ended'),
    agentId ? eq(chatSession.agentId, agentId) : undefined,
    query.before ? lt(chatSession.id, query.before) : undefined,
  ];
  const rows = await app.db
    .select({ chat: chatSession, unseen: unseenOf })
    .from(chatSession)
    .where(and(...which))
    .orderBy(desc(chatSession.id))
    .limit(query.limit);
  return rows.map(({ chat, unseen }) => rowOf(chat, unseen));
}

const unseenOf = sql<number>`(select count(*)::int from ${chatMessage} m
  where m.session_id = "chat_session"."id" and m.said_by = 'citizen'
    and m.seq > "chat_session"."seen_seq")`;

/** The chats that ring at the agent's place. */
export async function chatOffers(app: App, agentId: string): Promise<ChatOffer[]> {
  const open = await currentOffer(app.db, agentId);
  if (!open || !isChatChannel(open.channel)) return [];
  const chat = await chatRow(app, open.refId).catch(() => null);
  if (!chat) return [];
  return [
    {
      ...rowOf(chat, chat.lastSeq),
      offerId: open.offerId,
      offeredAt: open.offeredAt,
      expiresAt: open.expiresAt,
    },
  ];
}

/**
 * A chat with its whole transcript. An agent sees the own ones; what the agent has been shown counts
 * as seen. @throws NotFound for another agent's, and while it is the bot's alone.
 */
export async function agentChatView(
  app: App,
  id: string,
  reader: { actor: Actor; scope: Scope },
  after = 0,
): Promise<AgentChatView> {
  const chat = await chatRow(app, id);
  const own = chat.agentId !== null && chat.agentId === reader.actor.id;
  if (reader.scope === 'own' && !own) throw new NotFound();
  if (own && chat.seenSeq < chat.lastSeq) {
    await app.db
      .update(chatSession)
      .set({ seenSeq: chat.lastSeq })
      .where(and(eq(chatSession.id, id), gt(sql`${chat.lastSeq}::int`, chatSession.seenSeq)));
  }
  const names = await userNames(app.db, chat.agentId ? [chat.agentId] : []);
  const { name, phone } = await citizenView(app, app.db, chat.citizenId);
  return {
    ...rowOf(chat, 0),
    citizen: { name, phone },
    agentName: chat.agentId ? (names.get(chat.agentId) ?? null) : null,
    messages: await messagesOf(app, app.db, chat, after),
    notes: await notesOf(app, app.db, chat),
    report: await reportDraft(app, app.db, chat),
    filed: (await filedCases(app, app.db, chat.id)).map(({ caseId, number }) => ({
      caseId,
      number,
    })),
    wrapUpCode: chat.wrapUpCode,
    note: chat.noteSealed && (await app.vault.unseal(app.db, chat.citizenId, chat.noteSealed)),
  };
}

/** Whether the agent is, or was, the one in this chat. */
export async function isAgentOf(app: App, chatId: string, agentId: string): Promise<boolean> {
  const [row] = await app.db
    .select({ id: chatSession.id })
    .from(chatSession)
    .where(and(eq(chatSession.id, chatId), eq(chatSession.agentId, agentId)));
  return row !== undefined;
}

function rowOf(chat: Chat, unseen: number): ChatRow {
  return {
    chatId: chat.id,
    kind: chat.kind,
    state: chat.state,
    language: chat.language,
    danger: chat.danger,
    agentId: chat.agentId,
    contactId: chat.contactId,
    citizenId: chat.citizenId,
    openedAt: chat.openedAt.toString(),
    queuedAt: chat.queuedAt?.toString() ?? null,
    takenAt: chat.takenAt?.toString() ?? null,
    endedAt: chat.endedAt?.toString() ?? null,
    wrappedAt: chat.wrappedAt?.toString() ?? null,
    lastSeq: chat.lastSeq,
    unseen,
  };
}
