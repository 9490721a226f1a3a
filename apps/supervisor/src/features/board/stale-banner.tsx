import { Banner, useSecond, webClock } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';

/** Board figures older than this, in seconds, are said to be old. */
const STALE_SECONDS = 10;

/** Says so when the figures on the screen are older than ten seconds. */
export function StaleBanner({ at }: { at: string }) {
  const t = useT();
  useSecond();
  const ageMs = webClock.nowMs() - Temporal.Instant.from(at).epochMilliseconds;
  const seconds = Math.floor(ageMs / 1000);
  if (seconds <= STALE_SECONDS) return null;
  return (
    <Banner tone="warning" role="status" title={t('board.stale', { seconds })}>
      <p>{t('board.stale.body')}</p>
    </Banner>
  );
}
