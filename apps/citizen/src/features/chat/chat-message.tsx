import type { ChatAction, ChatMessage, ChatState, FiledReport } from '@1999/chat/contract';
import { Button, Time } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { Citation } from './citation.tsx';
import { Linked } from './linked.tsx';
import type { Chat } from './use-chat.ts';

interface MessageProps {
  message: ChatMessage;
  isLast: boolean;
  room: Chat;
  state: ChatState;
  filed: readonly FiledReport[];
  onSay(text: string): void;
  onWrite(): void;
}

/** One message, or one thing that happened. */
export function Message(props: MessageProps) {
  const t = useT();
  const { message } = props;
  if (message.notice) {
    const name = message.agentName ?? '';
    const number = props.filed.at(-1)?.number ?? '';
    return <p className="chat-notice">{t(`chat.notice.${message.notice}`, { name, number })}</p>;
  }
  const urgent = message.reply?.outcome === 'emergency';
  return (
    <div className={`chat-message chat-${message.from}${urgent ? ' chat-urgent' : ''}`}>
      <p className="chat-who muted">
        {message.from === 'agent'
          ? message.agentName
          : t(`chat.from.${message.from === 'citizen' ? 'citizen' : 'bot'}`)}{' '}
        <Time at={message.at} shape="dayTime" />
      </p>
      <p className="chat-text">
        {message.text === null ? t('chat.erased') : <Linked text={message.text} />}
      </p>
      {message.reply && <Reply {...props} reply={message.reply} />}
    </div>
  );
}

function Reply({
  message,
  reply,
  isLast,
  room,
  state,
  onSay,
}: MessageProps & { reply: NonNullable<ChatMessage['reply']> }) {
  const t = useT();
  const rated = reply.outcome === 'answer' && (reply.reason === null || reply.reason === 'refer');
  return (
    <>
      {reply.numbers.length > 0 && (
        <ul className="chat-buttons" aria-label={t('chat.numbers')}>
          {reply.numbers.map((number) => (
            <li key={number}>
              <a className="button button-danger button-large" href={`tel:${number}`}>
                {t('chat.dial', { number })}
              </a>
            </li>
          ))}
          <li>
            <Link className="button button-secondary button-large" to="/call">
              {t('chat.webCall')}
            </Link>
          </li>
        </ul>
      )}
      {reply.choices.length > 0 && (
        <ul className="chat-choices" aria-label={t('chat.choices')}>
          {reply.choices.map(({ faqId, title }) => (
            <li key={faqId}>
              <Button isDisabled={state !== 'bot'} onPress={() => onSay(title)}>
                {title}
              </Button>
            </li>
          ))}
          <li>
            <Button
              variant="quiet"
              isDisabled={state !== 'bot'}
              onPress={() => onSay(t('chat.say.none'))}
            >
              {t('chat.say.none')}
            </Button>
          </li>
        </ul>
      )}
      {reply.citations.map((citation) => (
        <Citation key={citation.faqId} {...citation} />
      ))}
      {reply.composed && <p className="muted">{t('chat.composed')}</p>}
      {isLast && state === 'bot' && <Actions actions={reply.actions} room={room} onSay={onSay} />}
      {rated && <Thumbs message={message} room={room} />}
    </>
  );
}

function Actions({
  actions,
  room,
  onSay,
}: {
  actions: readonly ChatAction[];
  room: Chat;
  onSay(text: string): void;
}) {
  const t = useT();
  const does: Partial<Record<ChatAction, () => void>> = {
    report: () => onSay(t('chat.say.report')),
    track: () => onSay(t('chat.say.track')),
    person: () => void room.askForPerson().catch(() => undefined),
  };
  const offered = actions.filter((action) => does[action]);
  if (offered.length === 0) return null;
  return (
    <ul className="chat-buttons" aria-label={t('chat.actions')}>
      {offered.map((action) => (
        <li key={action}>
          <Button onPress={() => does[action]?.()}>
            {t(`chat.action.${action as 'report' | 'track' | 'person'}`)}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** Was it of use? Pressing the same again takes it back. */
function Thumbs({ message, room }: { message: ChatMessage; room: Chat }) {
  const t = useT();
  const rate = (thumb: 'up' | 'down') =>
    void room.rate(message.id, message.thumb === thumb ? null : thumb).catch(() => undefined);
  return (
    <fieldset className="chat-thumbs">
      <legend>{t('chat.useful')}</legend>
      {(['up', 'down'] as const).map((thumb) => (
        <Button
          key={thumb}
          variant={message.thumb === thumb ? 'primary' : 'secondary'}
          aria-pressed={message.thumb === thumb}
          onPress={() => rate(thumb)}
        >
          {t(`chat.thumb.${thumb}`)}
        </Button>
      ))}
    </fieldset>
  );
}
