import { OrderView } from '@1999/dispatch/contract';
import {
  api,
  Banner,
  Button,
  playEarcon,
  useAnnounce,
  useLive,
  useName,
  useUser,
} from '@1999/web-kit';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useT } from '../../messages/index.ts';

/** A danger nobody has looked at sounds again this often, and so many times. */
const AGAIN_MS = 15_000;
const MOST_TIMES = 8;

/** A new order sounds and shakes the phone; a danger does so until somebody has seen it. */
export function NewOrderAlarm() {
  const t = useT();
  const name = useName();
  const announce = useAnnounce();
  const { agencyId } = useUser();
  const [danger, setDanger] = useState<OrderView>();
  const { pathname } = useLocation();
  const seen = danger !== undefined && pathname.includes(danger.id);
  if (seen) setDanger(undefined);

  useLive([`agency:${agencyId}`], async (event) => {
    if (event.type !== 'order.issued' && event.type !== 'order.reassigned') {
      if (event.subjectId === danger?.id && event.type !== 'order.escalated') setDanger(undefined);
      return;
    }
    const order = await api
      .get(`/api/orders/${event.subjectId}`, { schema: OrderView })
      .catch(() => undefined);
    if (order?.state !== 'issued') return;
    const title = `${name(order.typeZh, order.typeEn)} ${name(order.districtZh, order.districtEn)}`;
    const words = t(order.danger ? 'orders.newDanger' : 'orders.newOne', { title });
    announce(words, { politeness: 'assertive', key: event.subjectId });
    if (order.danger) setDanger(order);
    else sound('newOrder', [200, 100, 200]);
  });

  useEffect(() => {
    if (!danger) return;
    let times = 0;
    const ring = () => {
      times += 1;
      if (times > MOST_TIMES) return;
      sound('newDanger', [400, 150, 400, 150, 800]);
    };
    ring();
    const timer = setInterval(ring, AGAIN_MS);
    return () => clearInterval(timer);
  }, [danger]);

  if (!danger) return null;
  const title = `${name(danger.typeZh, danger.typeEn)} ${name(danger.districtZh, danger.districtEn)}`;
  return (
    <div className="danger-banner">
      <Banner
        tone="error"
        title={t('orders.newDanger', { title })}
        actions={
          <>
            <Link
              to="/orders/$orderId"
              params={{ orderId: danger.id }}
              className="button button-large button-primary"
            >
              {t('alarm.open', { number: danger.number })}
            </Link>
            <Button size="large" onPress={() => setDanger(undefined)}>
              {t('alarm.silence')}
            </Button>
          </>
        }
      />
    </div>
  );
}

function sound(earcon: 'newOrder' | 'newDanger', shake: number[]): void {
  // Sound may be refused until the person has touched the page; the banner is there all the same.
  void playEarcon(earcon).catch(() => undefined);
  navigator.vibrate?.(shake);
}
