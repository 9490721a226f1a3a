import { addAttachment, caseView, openCase, preparePhoto } from '@1999/cases';
import { type DraftFacts, missingIn } from '@1999/chatbot';
import { type CommandContext, Conflict, command, Invalid } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { FiledReport } from '../contract.ts';
import { lockOpenChat, saveChat } from '../io/lock-chat.ts';
import { type Chat, chatCase, chatPhoto } from '../io/tables.ts';
import { dialogueOf } from '../queries/dialogue.ts';
import { writeMessage } from './write-message.ts';

/**
 * The citizen has seen the report and confirms it: it becomes a case with its photos. Answers ids
 * only; number and code are read from the case.
 * @throws Conflict `no_report`; Invalid naming what lacks.
 */
export const confirmReport = command(
  'chat.confirmReport',
  z.strictObject({ sessionId: Id }),
  async (context, { sessionId }) => {
    const chat = await lockOpenChat(context.tx, sessionId);
    const dialogue = await dialogueOf(context.app, context.tx, chat);
    if (dialogue.kind !== 'report') {
      throw new Conflict('no_report', 'There is no report to confirm in this chat.');
    }
    const { caseId } = await fileDraft(context, chat, dialogue.draft);
    return { caseId };
  },
);

/** Opens the case of a complete draft. @throws Invalid naming the field that lacks. */
export async function fileDraft(
  context: CommandContext,
  chat: Chat,
  draft: DraftFacts,
): Promise<FiledReport & { chat: Chat }> {
  const { tx } = context;
  const [missing] = missingIn(draft);
  const { typeCode, district, address, description, lat, lng } = draft;
  if (missing || !typeCode || !district || !address || !description) {
    throw new Invalid('report_incomplete', 'The report lacks this.', missing ?? 'description');
  }
  const opened = await openCase.within(context, {
    contactId: chat.contactId,
    typeCode,
    place: { district, address, ...(lat !== null && lng !== null ? { lat, lng } : {}) },
    description,
  });
  await movePhotos(context, chat, opened.caseId);
  const filed = await noteCase(context, chat, opened.caseId, 'report');
  return { ...filed, chat: await saveChat(tx, filed.chat, { dialogueSealed: null }) };
}

/** The photos of the report become the case's. */
export async function movePhotos(
  context: CommandContext,
  chat: Chat,
  caseId: string,
): Promise<void> {
  const { tx } = context;
  const photos = await tx
    .select()
    .from(chatPhoto)
    .where(eq(chatPhoto.sessionId, chat.id))
    .orderBy(asc(chatPhoto.addedAt));
  for (const { data } of photos) {
    const photo = await preparePhoto(data, false);
    await addAttachment.within(context, { caseId, source: 'citizen', photo });
  }
  await tx.delete(chatPhoto).where(eq(chatPhoto.sessionId, chat.id));
}

/** Notes a case that came out of a chat, in the chat as well; answers what its citizen must keep. */
export async function noteCase(
  context: CommandContext,
  chat: Chat,
  caseId: string,
  kind: 'report' | 'callBack' | 'agent',
): Promise<FiledReport & { chat: Chat }> {
  const { app, tx, journal } = context;
  await tx.insert(chatCase).values({ sessionId: chat.id, caseId, kind });
  await journal({
    subjectType: 'chat',
    subjectId: chat.id,
    threadId: chat.id,
    type: kind === 'callBack' ? 'chat.callBackLeft' : 'chat.filed',
    payload: { caseId, agentId: chat.agentId },
  });
  const notice = kind === 'callBack' ? 'callBackLeft' : 'filed';
  const { chat: told } = await writeMessage(context, chat, { saidBy: 'system', notice });
  const { number, trackingCode } = await caseView(app, tx, caseId, { kind: 'system', id: 'chat' });
  return { caseId, number, trackingCode: trackingCode ?? '', chat: told };
}
