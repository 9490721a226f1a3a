import { openContact } from '@1999/cases';
import { command, newId } from '@1999/platform';
import { OpenChatBody } from '../contract.ts';
import { chatSession } from '../io/tables.ts';

/** Opens a chat for somebody nobody knows: a nameless citizen, whose key seals what is said. */
export const openChat = command('chat.open', OpenChatBody, async (context, { language = 'zh' }) => {
  const { app, tx, now, journal } = context;
  const id = newId();
  const citizenId = await app.vault.newCitizen(tx, now);
  const { contactId } = await openContact.within(context, {
    channel: 'web',
    citizenId,
    refType: 'chat',
    refId: id,
  });
  await tx.insert(chatSession).values({
    id,
    citizenId,
    contactId,
    state: 'bot',
    language,
    danger: false,
    openedAt: now,
    lastAt: now,
    lastSeq: 0,
    callBackOffered: false,
    seenSeq: 0,
    minuteFrom: now,
    minuteCount: 0,
  });
  await journal({
    subjectType: 'chat',
    subjectId: id,
    threadId: id,
    type: 'chat.opened',
    payload: { language, contactId },
  });
  return { id };
});
