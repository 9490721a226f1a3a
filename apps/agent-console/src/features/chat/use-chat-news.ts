import type { ChatRow } from '@1999/chat/contract';
import { playEarcon, useAnnounce } from '@1999/web-kit';
import { useEffect, useRef } from 'react';
import { useT } from '../../messages/index.ts';
import { focusState } from '../console/focus.ts';
import type { Front } from './use-front.ts';
import { WORTH_SAYING_MS } from './use-say-news.ts';
import { useChatName } from './words.ts';

type Known = Map<string, { row: ChatRow; number: number | undefined }>;

/** Says what happens in the chats that are not in front: how much is unread, and that one is gone. */
export function useChatNews(
  chats: readonly ChatRow[] | undefined,
  numbers: Readonly<Record<string, number>>,
  front: Front,
): void {
  const t = useT();
  const announce = useAnnounce();
  const nameOf = useChatName();
  const known = useRef<Known>(undefined);
  useEffect(() => {
    if (!chats) return;
    const before = known.current;
    known.current = new Map(chats.map((row) => [row.chatId, { row, number: numbers[row.chatId] }]));
    if (!before) return;
    const say = (text: string, key: string) =>
      announce(text, { key, evenIfRepeated: true, staleAfterMs: WORTH_SAYING_MS });
    for (const row of chats) {
      const old = before.get(row.chatId)?.row;
      const name = nameOf(numbers[row.chatId]);
      if (row.chatId === front.chatId || !old) continue;
      if (row.unseen > old.unseen) {
        void playEarcon('message');
        say(t('chat.newElsewhere', { name, count: row.unseen }), `chat.${row.chatId}`);
      }
      if (row.state === 'ended' && old.state === 'live') {
        say(t('chat.endedElsewhere', { name }), `chat.${row.chatId}.ended`);
      }
    }
    for (const [chatId, { row, number }] of before) {
      if (known.current.has(chatId) || row.state !== 'live') continue;
      say(t('chat.gone', { name: nameOf(number) }), `chat.${chatId}.gone`);
      // Where one wrote is no more; the hands are put where the next begins, as after a call.
      if (!document.activeElement || document.activeElement === document.body) focusState();
    }
  }, [chats, numbers, front.chatId, announce, nameOf, t]);
}
