import type { ChatRow } from '@1999/chat/contract';
import type { CurrentCall } from '@1999/telephony/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { numbersFor } from './chat-numbers.ts';

const FRONT_KEY = '1999.front';
const NUMBERS_KEY = '1999.chat-numbers';

/** The conversation that the panes are about: the call, one of the chats, or none. */
export interface Front {
  readonly chatId: string | null;
  readonly isCall: boolean;
  /** Brings a chat to the front; null: the call. */
  choose(chatId: string | null): void;
}

/**
 * Which conversation is in front. A call that is answered comes to the front by itself; a reload
 * finds what was there; when it is over, the call or else the oldest chat takes its place.
 */
export function useFront(call: CurrentCall | null | undefined, chats: readonly ChatRow[]): Front {
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(FRONT_KEY));
  const choose = useCallback((chatId: string | null) => {
    sessionStorage.setItem(FRONT_KEY, chatId ?? '');
    setChosen(chatId);
  }, []);
  const callId = call?.callId;
  // Undefined: not known yet. A call found after a reload was there before.
  const before = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (call === undefined) return;
    const known = before.current;
    before.current = callId ?? null;
    if (known !== undefined && callId && known !== callId) choose(null);
  }, [call, callId, choose]);

  const isThere = chats.some(({ chatId }) => chatId === chosen);
  const chatId = isThere ? chosen : call ? null : (chats[0]?.chatId ?? null);
  return { chatId, isCall: chatId === null && Boolean(call), choose };
}

/** The number of each chat, kept over a reload. */
export function useChatNumbers(chats: readonly ChatRow[] | undefined): Record<string, number> {
  const ids = chats?.map(({ chatId }) => chatId);
  if (!ids) return {};
  const kept = JSON.parse(sessionStorage.getItem(NUMBERS_KEY) ?? '{}') as Record<string, number>;
  const numbers = numbersFor(kept, ids);
  const written = JSON.stringify(numbers);
  if (written !== JSON.stringify(kept)) sessionStorage.setItem(NUMBERS_KEY, written);
  return numbers;
}
