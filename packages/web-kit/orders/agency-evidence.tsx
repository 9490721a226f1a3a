import type { OrderView } from '@1999/dispatch/contract';
import { Card } from '../components/page.tsx';
import { useKitT, useLocaleChoice } from '../i18n/create-i18n.ts';
import { toMs } from '../time/deadline.ts';
import { formatTime } from '../time/format.ts';
import { spanOf } from '../time/span.ts';
import { Time } from '../time/time.tsx';
import { useOrderWord } from './order-words.ts';

/** A device whose clock differs by less than this is right enough. */
const WORTH_SAYING_MS = 5_000;

/**
 * Every acknowledgement side by side, by whichever way it came; what a device said of its own time
 * where that differs from the receipt; and breaches that were excused.
 */
export function AgencyEvidence({ order }: { order: OrderView }) {
  const t = useKitT();
  const word = useOrderWord();
  const { locale } = useLocaleChoice();
  const off = order.deviceTimes.filter(
    ({ deviceAt, receivedAt }) => Math.abs(toMs(receivedAt) - toMs(deviceAt)) > WORTH_SAYING_MS,
  );
  const { acknowledgements, excuses } = order;
  if (acknowledgements.length + off.length + excuses.length === 0) return null;
  return (
    <Card title={t('kit.evidence.title')}>
      <ul>
        {acknowledgements.map(({ via, at }) => (
          <li key={`${via}${at}`}>
            {t('kit.evidence.taken', { via: word('via', via) })} <Time at={at} shape="seconds" />
          </li>
        ))}
        {off.map(({ action, deviceAt, receivedAt }) => {
          const { unit, ...parts } = spanOf(toMs(receivedAt) - toMs(deviceAt));
          return (
            <li key={`${action}${receivedAt}`}>
              {word('evidence', action)} <Time at={receivedAt} shape="seconds" />{' '}
              {t('kit.evidence.receivedAt')}{' '}
              {t('kit.evidence.deviceAt', {
                time: formatTime(deviceAt, 'seconds', locale),
                span: t(`kit.span.${unit}`, parts),
              })}
            </li>
          );
        })}
        {excuses.map(({ kind, by, reason, at }) => (
          <li key={`${kind}${at}`}>
            <Time at={at} shape="dayTime" />{' '}
            {t('kit.evidence.excused', {
              clock: word('clock', kind),
              by: by ?? '',
              reason: reason ?? '',
            })}
          </li>
        ))}
      </ul>
    </Card>
  );
}
