import { openContact } from '@1999/cases';
import { command, newId } from '@1999/platform';
import { OpenChatBody } from '../contract.ts';
import { type Chat, chatSession } from '../io/tables.ts';
import { putInQueue } from './ask-for-person.ts';

/**
 * Opens a chat for somebody nobody knows: a nameless citizen, whose key seals what is said. A relay
 * stands in the queue at once.
 */
export const openChat = command('chat.open', OpenChatBody, async (context, input) => {
  const { language = 'zh', kind = 'chat', danger = false } = input;
  const { app, tx, now, journal } = context;
  const id = newId();
  const citizenId = await app.vault.newCitizen(tx, now);
  const { contactId } = await openContact.within(context, {
    channel: kind === 'relay' ? 'relay' : 'web',
    citizenId,
    refType: 'chat',
    refId: id,
  });
  const row = {
    id,
    citizenId,
    contactId,
    kind,
    state: 'bot',
    language,
    danger,
    openedAt: now,
    lastAt: now,
    lastSeq: 0,
    callBackOffered: false,
    seenSeq: 0,
    minuteFrom: now,
    minuteCount: 0,
  } as const;
  const [chat] = await tx.insert(chatSession).values(row).returning();
  await journal({
    subjectType: 'chat',
    subjectId: id,
    threadId: id,
    type: 'chat.opened',
    payload: { language, contactId, kind },
  });
  if (kind === 'relay') await putInQueue(context, chat as Chat);
  return { id };
});
