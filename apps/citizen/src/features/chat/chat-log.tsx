import type { ChatView } from '@1999/chat/contract';
import { useEffect, useRef } from 'react';
import { useT } from '../../messages/index.ts';
import { Message } from './chat-message.tsx';
import type { Pending } from './chat-room.tsx';
import type { Chat } from './use-chat.ts';

/** What was said, oldest first. A log: what is added is read out as it comes. */
export function ChatLog(props: {
  view: ChatView;
  room: Chat;
  pending: Pending | undefined;
  isThinking: boolean;
  onSay(text: string): void;
  onWrite(): void;
}) {
  const t = useT();
  const { view, pending, isThinking } = props;
  const end = useRef<HTMLDivElement>(null);
  const count = view.messages.length + (pending ? 1 : 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest message comes into sight
  useEffect(() => {
    end.current?.scrollIntoView?.({ block: 'nearest' });
  }, [count]);
  const last = view.messages.at(-1)?.id;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a log that scrolls is reached by keyboard
    <div className="chat-log" role="log" aria-label={t('chat.log')} tabIndex={0}>
      <p className="chat-message chat-bot">
        {t(view.kind === 'relay' ? 'relay.hello' : 'chat.hello')}
      </p>
      {view.messages.map((message) => (
        <Message
          key={message.id}
          message={message}
          isLast={message.id === last}
          room={props.room}
          state={view.state}
          filed={view.filed}
          onSay={props.onSay}
          onWrite={props.onWrite}
        />
      ))}
      {pending && (
        <div className="chat-message chat-citizen chat-pending">
          <span className="visually-hidden">{t('chat.from.citizen')}</span>
          <p>{pending.text}</p>
        </div>
      )}
      {isThinking && view.state === 'bot' && (
        <p className="chat-message chat-bot muted">{t('chat.thinking')}</p>
      )}
      <div ref={end} className="chat-log-end" />
    </div>
  );
}
