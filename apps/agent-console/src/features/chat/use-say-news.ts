import type { AgentChatView } from '@1999/chat/contract';
import { playEarcon, useAnnounce } from '@1999/web-kit';
import { useEffect, useRef } from 'react';
import { useT } from '../../messages/index.ts';

/** Whoever types for a minute still wants to hear it afterwards. */
export const WORTH_SAYING_MS = 120_000;

/** Says what is new in the chat in front: who wrote what, word for word. It moves no focus. */
export function useSayNews(chat: AgentChatView, name: string): void {
  const t = useT();
  const announce = useAnnounce();
  // What stood there when the chat came to the front is read in place.
  const said = useRef({ chatId: chat.chatId, seq: chat.lastSeq });
  useEffect(() => {
    if (said.current.chatId !== chat.chatId) {
      said.current = { chatId: chat.chatId, seq: chat.lastSeq };
      return;
    }
    const news = chat.messages.filter(
      ({ seq, from }) => seq > said.current.seq && from !== 'agent' && from !== 'bot',
    );
    said.current.seq = chat.lastSeq;
    const fromCitizen = news.some(({ from }) => from === 'citizen');
    if (fromCitizen) void playEarcon('message');
    for (const { from, text, notice, agentName } of news) {
      const words =
        from === 'citizen'
          ? t('chat.news', { name, text: text ?? t('chat.erased') })
          : notice
            ? t('chat.news', { name, text: t(`chat.notice.${notice}`, { name: agentName ?? '' }) })
            : '';
      announce(words, { evenIfRepeated: true, staleAfterMs: WORTH_SAYING_MS });
    }
  }, [chat, name, announce, t]);
}
