import type { ChatOffer, ChatRow } from '@1999/chat/contract';
import type { CurrentCall } from '@1999/telephony/contract';
import { ErrorState, useAnnounce, useShortcut } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { focusPane } from '../console/focus.ts';
import './conversation-strip.css';
import { IncomingChat } from './incoming-chat.tsx';
import { focusReply } from './reply-box.tsx';
import type { Front } from './use-front.ts';
import { useChatName, useChatTraits } from './words.ts';

/**
 * My conversations side by side: the call and the chats, with what is unread, and the chat that
 * rings. It has its place and height also while there is none, so that nothing moves.
 */
export function ConversationStrip(props: {
  call: CurrentCall | null | undefined;
  chats: readonly ChatRow[];
  error: unknown;
  onRetry(): void;
  offer: ChatOffer | null | undefined;
  numbers: Readonly<Record<string, number>>;
  front: Front;
}) {
  const t = useT();
  const { call, chats, offer, numbers, front } = props;
  const announce = useAnnounce();
  const nameOf = useChatName();
  const traits = useChatTraits();

  /** By key or press: the panes turn to it, and the hands go where one goes on with it. */
  function show(chatId: string | null): void {
    const chat = chats.find((one) => one.chatId === chatId);
    front.choose(chatId);
    if (chat) announce(labelOf(chat), { politeness: 'assertive', evenIfRepeated: true });
    else announce(t('chat.toCall'), { politeness: 'assertive', evenIfRepeated: true });
    if (chatId && chat?.state === 'live') focusReply(chatId);
    // Once the panes show it.
    else requestAnimationFrame(() => focusPane('caller'));
  }
  function labelOf(chat: ChatRow): string {
    const unread = chat.chatId === front.chatId ? 0 : chat.unseen;
    return [
      nameOf(numbers[chat.chatId]),
      traits(chat),
      chat.state === 'ended' && t('chat.toWrapUp'),
      unread > 0 && t('chat.unread', { count: unread }),
    ]
      .filter(Boolean)
      .join(t('list.comma'));
  }
  const all = [...(call ? [null] : []), ...chats.map(({ chatId }) => chatId)];
  function step(by: number): void {
    const at = all.indexOf(front.chatId);
    const next = all[(at + by + all.length) % all.length];
    if (next !== undefined) show(next);
  }
  const several = { enabled: all.length > 1 };
  useShortcut('chat.next', 'Ctrl+Alt+Period', t('chat.next'), () => step(1), several);
  useShortcut('chat.previous', 'Ctrl+Alt+Comma', t('chat.previous'), () => step(-1), several);

  return (
    <section className="conversation-strip" aria-label={t('chat.strip')}>
      {Boolean(props.error) && <ErrorState error={props.error} onRetry={props.onRetry} />}
      {all.length === 0 && !offer && <span className="muted">{t('chat.none')}</span>}
      {all.length > 0 && (
        <ul>
          {all.map((id) => {
            const chat = chats.find(({ chatId }) => chatId === id);
            const isFront = front.chatId === id;
            return (
              <li key={id ?? 'call'}>
                <button
                  type="button"
                  className={chat?.danger ? 'conversation conversation-danger' : 'conversation'}
                  aria-current={isFront || undefined}
                  onClick={() => show(id)}
                >
                  {chat ? (
                    <ChatTab
                      chat={chat}
                      label={labelOf(chat)}
                      number={numbers[chat.chatId]}
                      isFront={isFront}
                    />
                  ) : (
                    t('call.title')
                  )}
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {offer && (
        <IncomingChat
          key={offer.offerId}
          offer={offer}
          onAccepted={(chatId) => {
            front.choose(chatId);
            requestAnimationFrame(() => focusPane('caller'));
          }}
        />
      )}
    </section>
  );
}

/** In sight: number, kind and how much is unread; in words: all of it. */
function ChatTab(props: {
  chat: ChatRow;
  label: string;
  number: number | undefined;
  isFront: boolean;
}) {
  const t = useT();
  const nameOf = useChatName();
  const { chat, label, number, isFront } = props;
  return (
    <>
      <span className="visually-hidden">{label}</span>
      <span aria-hidden="true">
        {nameOf(number)}
        {chat.danger && ` · ${t('chat.danger')}`}
        {chat.kind === 'relay' && ` · ${t('chat.kind.relay')}`}
        {chat.state === 'ended' && ` · ${t('chat.toWrapUp')}`}
      </span>
      {!isFront && chat.unseen > 0 && (
        <span className="conversation-unread" aria-hidden="true">
          {chat.unseen}
        </span>
      )}
    </>
  );
}
