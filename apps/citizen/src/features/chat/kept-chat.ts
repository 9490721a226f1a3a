import { ChatKind, OpenedChat } from '@1999/chat/contract';
import type { z } from 'zod';

const KEY = '1999.chat';
const KeptChat = OpenedChat.extend({ kind: ChatKind.default('chat') });
export type KeptChat = z.infer<typeof KeptChat>;

/** The chat this tab is in: kept over a reload, gone with the tab. */
export function keptChat(): KeptChat | null {
  try {
    return KeptChat.parse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

/** Keeps the chat over a reload, or forgets it. */
export function keepChat(chat: KeptChat | null): void {
  if (chat) sessionStorage.setItem(KEY, JSON.stringify(chat));
  else sessionStorage.removeItem(KEY);
}
