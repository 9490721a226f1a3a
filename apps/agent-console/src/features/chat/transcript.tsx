import type { AgentChatView, ChatMessage, ChatNote } from '@1999/chat/contract';
import { Time } from '@1999/web-kit';
import { Fragment, useEffect, useRef } from 'react';
import { useT } from '../../messages/index.ts';

/** So near the end one is taken to be reading the newest, in px. */
const NEAR_END = 80;

/**
 * All that was said, the bot's part first. It is read at one's own pace: what is new is said by the
 * announcer, and whoever has scrolled up stays there.
 */
export function Transcript({ chat, isTyping }: { chat: AgentChatView; isTyping: boolean }) {
  const t = useT();
  const list = useRef<HTMLOListElement>(null);
  const atEnd = useRef(true);
  const count = chat.messages.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message, or typing, comes into sight
  useEffect(() => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [count, isTyping]);
  return (
    <ol
      ref={list}
      className="transcript"
      aria-label={t('chat.transcript')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
      }}
    >
      {chat.messages.map((message) => (
        <Fragment key={message.id}>
          <Line message={message} />
          {chat.notes
            .filter(({ afterSeq }) => afterSeq === message.seq)
            .map((note) => (
              <NoteLine key={note.id} note={note} />
            ))}
        </Fragment>
      ))}
      {isTyping && <li className="transcript-notice">{t('chat.citizenTypes')}</li>}
    </ol>
  );
}

/** What a colleague told whoever comes next; the citizen has not seen it. */
function NoteLine({ note: { agentName, at, text } }: { note: ChatNote }) {
  const t = useT();
  return (
    <li className="transcript-line transcript-note">
      <p className="transcript-who">
        <strong>{t('chat.note.from', { name: agentName ?? '' })}</strong>{' '}
        <Time at={at} shape="time" />
      </p>
      <p className="transcript-text">{text ?? t('chat.erased')}</p>
    </li>
  );
}

function Line({ message }: { message: ChatMessage }) {
  const t = useT();
  const { from, notice, agentName, at, text, reply } = message;
  if (notice) {
    return (
      <li className="transcript-notice">
        {t(`chat.notice.${notice}`, { name: agentName ?? '' })} <Time at={at} shape="time" />
      </li>
    );
  }
  const urgent = reply?.outcome === 'emergency' ? ' transcript-urgent' : '';
  return (
    <li className={`transcript-line transcript-${from}${urgent}`}>
      <p className="transcript-who">
        <strong>
          {from === 'agent'
            ? (agentName ?? '')
            : t(`chat.from.${from === 'bot' ? 'bot' : 'citizen'}`)}
        </strong>{' '}
        <Time at={at} shape="time" />
      </p>
      <p className="transcript-text">{text ?? t('chat.erased')}</p>
      {reply && reply.choices.length > 0 && (
        <p className="muted">
          {t('chat.choices', { choices: reply.choices.map(({ title }) => title).join('／') })}
        </p>
      )}
    </li>
  );
}
