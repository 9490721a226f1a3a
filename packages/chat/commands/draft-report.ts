import { districts, matterTypes } from '@1999/cases';
import { missingIn } from '@1999/chatbot';
import { command, Invalid } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { ReportBody } from '../contract.ts';
import { lockOpenChat, saveChat } from '../io/lock-chat.ts';
import { chatPhoto } from '../io/tables.ts';

/** Keeps the report as its citizen's form has it. @throws Invalid for an unknown type or district. */
export const draftReport = command(
  'chat.draftReport',
  ReportBody.extend({ sessionId: Id }),
  async (context, { sessionId, ...draft }) => {
    const { app, tx, journal } = context;
    const chat = await lockOpenChat(tx, sessionId);
    if (draft.typeCode && !(await matterTypes(tx)).some(({ code }) => code === draft.typeCode)) {
      throw new Invalid('type_unknown', 'There is no such type.', 'typeCode');
    }
    if (draft.district && !(await districts(tx)).some(({ code }) => code === draft.district)) {
      throw new Invalid('district_unknown', 'There is no such district.', 'district');
    }
    if ((draft.lat === null) !== (draft.lng === null)) {
      throw new Invalid('position_incomplete', 'lat and lng go together.', 'lng');
    }
    const dialogue = { kind: 'report', draft, asked: missingIn(draft)[0] ?? 'confirm' };
    const sealed = await app.vault.seal(tx, chat.citizenId, JSON.stringify(dialogue));
    await saveChat(tx, chat, { dialogueSealed: sealed });
    await journal({
      subjectType: 'chat',
      subjectId: chat.id,
      threadId: chat.id,
      type: 'chat.drafted',
      payload: { missing: missingIn(draft), agentId: chat.agentId },
    });
    return { missing: missingIn(draft) };
  },
);

/** The report is dropped with its photos; nothing of it is kept. */
export const dropReport = command(
  'chat.dropReport',
  z.strictObject({ sessionId: Id }),
  async ({ tx, journal }, { sessionId }) => {
    const chat = await lockOpenChat(tx, sessionId);
    await tx.delete(chatPhoto).where(eq(chatPhoto.sessionId, sessionId));
    await saveChat(tx, chat, { dialogueSealed: null });
    await journal({
      subjectType: 'chat',
      subjectId: chat.id,
      threadId: chat.id,
      type: 'chat.drafted',
      payload: { dropped: true, agentId: chat.agentId },
    });
    return { dropped: true };
  },
);
