import { Dialogue } from '@1999/chatbot';
import type { App, Reader } from '@1999/platform';
import type { Chat } from '../io/tables.ts';

/** What a chat is in the middle of; nothing once its citizen is erased. */
export async function dialogueOf(app: App, reader: Reader, chat: Chat): Promise<Dialogue> {
  const sealed = chat.dialogueSealed;
  const clear = sealed && (await app.vault.unseal(reader, chat.citizenId, sealed));
  return clear ? Dialogue.parse(JSON.parse(clear)) : { kind: 'none' };
}
