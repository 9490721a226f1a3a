import { userNames } from '@1999/directory';
import { type App, NotFound } from '@1999/platform';
import { agentsAtWork, queuePosition } from '@1999/routing';
import { eq } from 'drizzle-orm';
import type { ChatView, Typing } from '../contract.ts';
import { maySkipTheQueue } from '../domain/call-back.ts';
import { type Chat, chatSession } from '../io/tables.ts';
import { messagesOf } from './messages.ts';
import { filedCases, reportDraft } from './report-draft.ts';
import { chatSettings } from './settings.ts';

/** A chat that is not forgotten. @throws NotFound */
export async function chatRow(app: App, id: string): Promise<Chat> {
  const [row] = await app.db.select().from(chatSession).where(eq(chatSession.id, id));
  if (!row || row.forgottenAt) throw new NotFound();
  return row;
}

/** The chat as its citizen sees it; only the messages after `after` where told. @throws NotFound */
export async function chatView(app: App, id: string, after = 0): Promise<ChatView> {
  const chat = await chatRow(app, id);
  const names = await userNames(app.db, chat.agentId ? [chat.agentId] : []);
  return {
    id: chat.id,
    kind: chat.kind,
    state: chat.state,
    language: chat.language,
    danger: chat.danger,
    openedAt: chat.openedAt.toString(),
    endedAt: chat.endedAt?.toString() ?? null,
    messages: await messagesOf(app, app.db, chat, after),
    lastSeq: chat.lastSeq,
    queue: chat.state === 'waiting' ? { position: await queuePosition(app.db, chat.id) } : null,
    agentName: chat.agentId ? (names.get(chat.agentId) ?? null) : null,
    callBackOffered: chat.callBackOffered || (await waitsLong(app, chat)),
    report: await reportDraft(app, app.db, chat),
    filed: await filedCases(app, app.db, chat.id),
  };
}

async function waitsLong(app: App, { state, queuedAt }: Chat): Promise<boolean> {
  if (state !== 'waiting' || !queuedAt) return false;
  const { callBackAfterSeconds } = await chatSettings(app.db);
  const { atWork } = await agentsAtWork(app.db);
  const wait = { queuedAt, callBackAfterSeconds, anybodyAtWork: atWork > 0 };
  return maySkipTheQueue(wait, app.clock.now());
}

/** Who types at this moment. @throws NotFound */
export async function typingIn(app: App, id: string): Promise<Typing> {
  const { citizenTypingUntil, agentTypingUntil } = await chatRow(app, id);
  const now = app.clock.now();
  const still = (until: Temporal.Instant | null) =>
    until !== null && Temporal.Instant.compare(now, until) < 0;
  return { citizen: still(citizenTypingUntil), agent: still(agentTypingUntil) };
}
