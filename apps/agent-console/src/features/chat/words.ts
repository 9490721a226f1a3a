import type { ChatRow } from '@1999/chat/contract';
import { useT } from '../../messages/index.ts';

/** What a chat is called: by the number it has at my place. */
export function useChatName(): (number: number | undefined) => string {
  const t = useT();
  return (number) => t('chat.name', { number: number ?? '' });
}

/** What is to be known of a chat before its words: danger, text relay, language. */
export function useChatTraits(): (chat: Pick<ChatRow, 'kind' | 'danger' | 'language'>) => string {
  const t = useT();
  return ({ kind, danger, language }) =>
    [danger && t('chat.danger'), t(`chat.kind.${kind}`), t(`language.${language}`)]
      .filter(Boolean)
      .join(t('list.comma'));
}
