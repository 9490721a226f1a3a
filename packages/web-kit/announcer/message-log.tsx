import { useKitT } from '../i18n/create-i18n.ts';
import { Time } from '../time/time.tsx';
import { webClock } from '../time/web-clock.ts';
import { useAnnouncementLog } from './announcer-provider.tsx';
import './message-log.css';

/** What the announcer has said and when, newest first, to read again at one's own pace. */
export function MessageLog() {
  const t = useKitT();
  const log = useAnnouncementLog();
  if (log.length === 0) return <p className="muted">{t('kit.messages.none')}</p>;
  return (
    <ol className="message-log" aria-label={t('kit.messages')}>
      {log.toReversed().map(({ at, text }) => (
        <li key={`${at} ${text}`}>
          <span className="muted">
            <Time at={webClock.at(at)} shape="seconds" />
          </span>{' '}
          {text}
        </li>
      ))}
    </ol>
  );
}
