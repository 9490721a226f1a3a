import { useEffect, useId, useRef } from 'react';
import type { HeardLine, PhoneCall } from '../carrier/phone-api/contract.ts';
import { useT } from './i18n.ts';
import { languageTag } from './language-tag.ts';
import { isRecording } from './recording.ts';

/** Everything heard in the latest call, as it comes. */
export function HeardLog({ call }: { call: PhoneCall | null }) {
  const t = useT();
  const id = useId();
  const end = useRef<HTMLDivElement>(null);
  const lines = call?.heard.filter((line) => lineText(t, line) !== null) ?? [];
  const count = lines.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [count]);

  return (
    <section className="card phone-column" aria-labelledby={id}>
      <h2 id={id}>{t('phone.heard')}</h2>
      {count === 0 && <p className="phone-muted">{t('phone.heard.empty')}</p>}
      <div
        ref={end}
        className="phone-scroll"
        role="log"
        aria-labelledby={id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reached by keyboard
        tabIndex={0}
      >
        <ol className="phone-list">
          {lines.map((line) => (
            <li
              key={`${call?.sid}-${line.at}-${line.kind}-${line.text}`}
              className={`phone-line phone-line-${line.kind}`}
              lang={line.kind === 'say' ? languageTag(line.language) : undefined}
            >
              {lineText(t, line)}
              {line.times > 1 && ` ${t('phone.line.times', { times: line.times })}`}
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

const calls = ['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const;
const moments = ['waiting', 'on-hold', 'connected', 'ringback', 'recording'] as const;

/** What a line says to a person; null for one that the state above already tells. */
function lineText(t: ReturnType<typeof useT>, { kind, text }: HeardLine): string | null {
  if (kind === 'say') return text;
  if (kind === 'music') return t(isRecording(text) ? 'phone.line.recorded' : 'phone.line.music');
  if (kind === 'key') return t('phone.line.key', { text });
  if (kind === 'tone')
    return text === 'beep' ? t('phone.line.beep') : t('phone.line.tone', { text });
  const ended = calls.find((one) => one === text);
  if (ended) return t(`phone.state.${ended}`);
  const moment = moments.find((one) => one === text);
  return moment ? t(`phone.line.${moment}`) : null;
}
