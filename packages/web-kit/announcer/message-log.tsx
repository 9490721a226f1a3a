import { useKitT } from '../i18n/create-i18n.ts';
import { useAnnouncementLog } from './announcer-provider.tsx';

/** What the announcer has said, newest first, to read again at one's own pace. */
export function MessageLog() {
  const t = useKitT();
  const log = useAnnouncementLog();
  if (log.length === 0) return <p className="muted">{t('kit.messages.none')}</p>;
  return (
    <ol className="message-log" aria-label={t('kit.messages')}>
      {log.toReversed().map(({ at, text }) => (
        <li key={`${at} ${text}`}>{text}</li>
      ))}
    </ol>
  );
}
