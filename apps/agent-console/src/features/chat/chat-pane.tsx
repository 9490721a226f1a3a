import type { AgentChatView } from '@1999/chat/contract';
import { Banner, Facts, OrderPhotos, QueryView, Time, TimeSince } from '@1999/web-kit';
import { useEffect, useRef } from 'react';
import { useT } from '../../messages/index.ts';
import type { Insertion } from '../call/wrap-up-form.tsx';
import { LinkedCases } from '../case/linked-cases.tsx';
import { focusPane } from '../console/focus.ts';
import { ChatActions } from './chat-actions.tsx';
import './chat-pane.css';
import { ReplyBox } from './reply-box.tsx';
import { Transcript } from './transcript.tsx';
import { photoOf, useChat, useCitizenTypes } from './use-chats.ts';
import { useSayNews } from './use-say-news.ts';
import { useChatName, useChatTraits } from './words.ts';

interface ChatProps {
  readonly number: number | undefined;
  readonly insertion: Insertion | undefined;
  /** Takes what the citizen wrote last. */
  onHeard(words: string): void;
}

/** One chat: who it is, all that was said, a line to write on, and the way out of it. */
export function ChatPane({ chatId, ...rest }: ChatProps & { chatId: string }) {
  const chat = useChat(chatId);
  return <QueryView query={chat}>{(view) => <Chat {...rest} chat={view} />}</QueryView>;
}

function Chat(props: ChatProps & { chat: AgentChatView }) {
  const t = useT();
  const nameOf = useChatName();
  const traits = useChatTraits();
  const { chat, number, insertion, onHeard } = props;
  const name = nameOf(number);
  const isLive = chat.state === 'live';
  const isTyping = useCitizenTypes(chat.chatId, isLive);
  useSayNews(chat, name);
  const wasLive = useRef(isLive);
  useEffect(() => {
    // The citizen left while one wrote: the line is gone, and the hands are not to be left nowhere.
    const ended = wasLive.current && !isLive;
    if (ended && document.activeElement === document.body) focusPane('caller');
    wasLive.current = isLive;
  }, [isLive]);
  const last = chat.messages.findLast(({ from }) => from === 'citizen')?.text ?? '';
  useEffect(() => {
    onHeard(last);
    return () => onHeard('');
  }, [last, onHeard]);
  const { citizen, filed, report } = chat;
  return (
    <>
      <div className="chat-head">
        <p>
          <strong>{name}</strong> <span>{traits(chat)}</span>{' '}
          {isLive && chat.takenAt && <TimeSince at={chat.takenAt} />}
        </p>
        {isLive && <ChatActions chat={chat} name={name} />}
      </div>
      {chat.kind === 'relay' && isLive && (
        <Banner tone="info">
          <p>{t('chat.relay.hint')}</p>
        </Banner>
      )}
      <Transcript key={chat.chatId} chat={chat} isTyping={isTyping} />
      {isLive ? (
        <ReplyBox key={chat.citizenId} chat={chat} name={name} insertion={insertion} />
      ) : (
        <Banner tone="info" title={t('chat.isOver')}>
          <p>{t('chat.wrapUpNow')}</p>
        </Banner>
      )}
      <Facts
        items={[
          { name: t('chat.from.citizen'), value: citizen.name ?? t('chat.nameless') },
          ...(citizen.phone ? [{ name: t('caller.phone'), value: citizen.phone }] : []),
          ...(chat.queuedAt
            ? [
                {
                  name: t('chat.queuedAt'),
                  value: <Time at={chat.queuedAt} shape="seconds" />,
                },
              ]
            : []),
          ...filed.map((one) => ({ name: t('chat.filed'), value: one.number })),
        ]}
      />
      <LinkedCases contactId={chat.contactId} citizenId={chat.citizenId} />
      {report && report.photos.length > 0 && (
        <section aria-label={t('chat.photos')}>
          <h3>{t('chat.photos')}</h3>
          <OrderPhotos ids={report.photos.map(({ id }) => id)} load={photoOf(chat.chatId)} />
        </section>
      )}
    </>
  );
}
