import { command } from '@1999/platform';
import { Id } from '@1999/platform/contract';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { saveChat } from '../io/lock-chat.ts';
import { chatCase, chatSession } from '../io/tables.ts';
import { movePhotos, noteCase } from './file-report.ts';

/**
 * A case was opened for a contact. When that is a chat's, and not the chat's own doing, the case
 * gets the photos of the report it was in the middle of, and its citizen is told the number.
 */
export const noteAgentsCase = command(
  'chat.noteAgentsCase',
  z.strictObject({ caseId: Id, contactId: Id }),
  async (context, { caseId, contactId }) => {
    const { tx } = context;
    const [chat] = await tx
      .select()
      .from(chatSession)
      .where(and(eq(chatSession.contactId, contactId), isNull(chatSession.forgottenAt)))
      .for('update');
    if (!chat) return;
    const [known] = await tx
      .select()
      .from(chatCase)
      .where(and(eq(chatCase.sessionId, chat.id), eq(chatCase.caseId, caseId)));
    if (known) return;
    await movePhotos(context, chat, caseId);
    const noted = await noteCase(context, chat, caseId, 'agent');
    await saveChat(tx, noted.chat, { dialogueSealed: null });
  },
);
