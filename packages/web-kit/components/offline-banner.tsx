import { useEffect, useRef } from 'react';
import { useAnnounce } from '../announcer/announcer-provider.tsx';
import { useKitT, useLocaleChoice } from '../i18n/create-i18n.ts';
import { useConnectionState } from '../live/use-live.tsx';
import { formatTime } from '../time/format.ts';
import { Banner } from './banner.tsx';

/** Says when the screen may be old, and since when; nothing while all is well. */
export function OfflineBanner() {
  const t = useKitT();
  const { locale } = useLocaleChoice();
  const announce = useAnnounce();
  const { status, heardAtMs } = useConnectionState();
  const wasDown = useRef(false);

  const down = status === 'offline' || status === 'polling';
  const heard = Temporal.Instant.fromEpochMilliseconds(Math.round(heardAtMs));
  const text =
    status === 'offline'
      ? t('kit.offline', { time: formatTime(heard, 'seconds', locale) })
      : t('kit.polling');

  useEffect(() => {
    if (down && !wasDown.current) announce(text, { key: 'connection' });
    if (status === 'live' && wasDown.current) announce(t('kit.backOnline'), { key: 'connection' });
    if (down || status === 'live') wasDown.current = down;
  }, [status, down, text, t, announce]);

  if (!down) return null;
  return (
    <div className="shell-banner">
      <Banner tone="warning">
        <p>{text}</p>
      </Banner>
    </div>
  );
}
