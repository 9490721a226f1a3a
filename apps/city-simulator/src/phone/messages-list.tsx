import { useLocaleChoice } from '@1999/web-kit';
import { type FormEvent, useId, useState } from 'react';
import type { PhoneMessage, PhoneView } from '../carrier/phone-api/contract.ts';
import { write } from './api.ts';
import { useT } from './i18n.ts';
import { spokenNumber } from './spoken-number.ts';

export interface MessagesProps {
  number: string;
  messages: readonly PhoneMessage[];
  act(work: Promise<PhoneView>): Promise<void>;
}

/** The text messages of this telephone, newest first; links in them can be followed. */
export function Messages({ number, messages, act }: MessagesProps) {
  const t = useT();
  const id = useId();
  const { locale } = useLocaleChoice();
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'Asia/Taipei' });
  return (
    <section className="card phone-column" aria-labelledby={id}>
      <h2 id={id}>{t('phone.messages')}</h2>
      {messages.length === 0 && <p className="phone-muted">{t('phone.messages.empty')}</p>}
      <ul className="phone-scroll phone-list" aria-labelledby={id} aria-live="polite">
        {messages.map((message) => (
          <li
            key={message.sid}
            className={message.incoming ? 'phone-text' : 'phone-text phone-text-out'}
          >
            <p className="phone-muted">
              {t(message.incoming ? 'phone.messages.from' : 'phone.messages.to', {
                peer: spokenNumber(message.incoming ? message.from : message.to),
              })}
              {` · ${time.format(message.at)}`}
            </p>
            <p className="phone-text-body">{withLinks(message.body)}</p>
          </li>
        ))}
      </ul>
      <WriteMessage onSend={(body) => act(write(number, body))} />
    </section>
  );
}

function WriteMessage({ onSend }: { onSend(body: string): Promise<void> }) {
  const t = useT();
  const [body, setBody] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() === '') return;
    await onSend(body);
    setBody('');
  };
  return (
    <form className="phone-inline" onSubmit={submit}>
      <input
        aria-label={t('phone.reply')}
        placeholder={t('phone.reply')}
        value={body}
        maxLength={1600}
        onChange={(event) => setBody(event.target.value)}
      />
      <button type="submit" className="button button-large">
        {t('phone.send')}
      </button>
    </form>
  );
}

const link = /(https?:\/\/[^\s<>"。，、）]+)/;

/** A text with its web addresses made into links. */
function withLinks(body: string) {
  return body.split(link).map((part, index) =>
    link.test(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <a key={index} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
