import { Banner, Button, Time } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { SurgeNumbers } from '../incidents/surge-numbers.tsx';
import './alarm-list.css';
import { useAlarms } from './use-alarms.tsx';

/** The alarms, each with the way to its order; nothing where there are none. */
export function AlarmList() {
  const t = useT();
  const { alarms, dismiss } = useAlarms();
  if (alarms.length === 0) return null;
  return (
    <Banner tone="error" title={t('alarms.count', { count: alarms.length })}>
      <ul className="alarm-list" aria-label={t('alarms.title')}>
        {alarms.map((alarm) => (
          <li key={alarm.position}>
            <Time at={alarm.at} shape="dayTime" />
            <strong>{t(`alarm.${alarm.type}`)}</strong>
            {alarm.orderId && (
              <Link to="/orders/$orderId" params={{ orderId: alarm.orderId }}>
                {t('alarms.open')}
              </Link>
            )}
            {alarm.surgeId && <SurgeNumbers surgeId={alarm.surgeId} />}
            <Button onPress={() => dismiss(alarm)}>{t('alarms.dismiss')}</Button>
          </li>
        ))}
      </ul>
    </Banner>
  );
}
