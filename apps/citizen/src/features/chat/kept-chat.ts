import { OpenedChat } from '@1999/chat/contract';

const KEY = '1999.chat';

/** The chat this tab is in: kept over a reload, gone with the tab. */
export function keptChat(): OpenedChat | null {
  try {
    return OpenedChat.parse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

/** Keeps the chat over a reload, or forgets it. */
export function keepChat(chat: OpenedChat | null): void {
  if (chat) sessionStorage.setItem(KEY, JSON.stringify(chat));
  else sessionStorage.removeItem(KEY);
}
