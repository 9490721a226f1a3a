import { caseView } from '@1999/cases';
import { missingIn } from '@1999/chatbot';
import type { App, Reader } from '@1999/platform';
import { asc, eq } from 'drizzle-orm';
import type { FiledReport, ReportDraft } from '../contract.ts';
import { type Chat, chatCase, chatPhoto } from '../io/tables.ts';
import { dialogueOf } from './dialogue.ts';

/** The report a chat is in the middle of; null when it is in none. */
export async function reportDraft(
  app: App,
  reader: Reader,
  chat: Chat,
): Promise<ReportDraft | null> {
  const dialogue = await dialogueOf(app, reader, chat);
  if (dialogue.kind !== 'report') return null;
  const photos = await reader
    .select({ id: chatPhoto.id, width: chatPhoto.width, height: chatPhoto.height })
    .from(chatPhoto)
    .where(eq(chatPhoto.sessionId, chat.id))
    .orderBy(asc(chatPhoto.addedAt));
  return { ...dialogue.draft, photos, missing: missingIn(dialogue.draft) };
}

/** The cases that came of a chat, with the codes that track them. */
export async function filedCases(app: App, reader: Reader, chatId: string): Promise<FiledReport[]> {
  const rows = await reader.select().from(chatCase).where(eq(chatCase.sessionId, chatId));
  return Promise.all(rows.map(({ caseId }) => filedCase(app, reader, caseId)));
}

/** One case as its citizen must keep it. */
export async function filedCase(app: App, reader: Reader, caseId: string): Promise<FiledReport> {
  const { number, trackingCode } = await caseView(app, reader, caseId, {
    kind: 'system',
    id: 'chat',
  });
  return { caseId, number, trackingCode: trackingCode ?? '' };
}
