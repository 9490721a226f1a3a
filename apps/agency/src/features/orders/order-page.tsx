import type { OrderView } from '@1999/dispatch/contract';
import { Card, DeadlineChip, Facts, Page, QueryView, Time, TimeLeft } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { ActionBar } from './action-bar.tsx';
import { ClockTable } from './clock-table.tsx';
import { nextClock } from './next-clock.ts';
import { OrderTimeline } from './order-timeline.tsx';
import { Photos } from './photos.tsx';
import { useOrder } from './use-orders.ts';
import { useName, useWord } from './words.ts';

/** One order: what is to be done, where, by when, and what has happened so far. */
export function OrderPage({ orderId }: { orderId: string }) {
  const t = useT();
  const order = useOrder(orderId);
  return (
    <QueryView query={order}>
      {(view) => (
        <Page
          title={t('order.heading', { number: view.number })}
          aside={<TimeStanding order={view} />}
        >
          <OrderFacts order={view} />
          <ClockTable clocks={view.clocks} />
          {view.photoIds.length > 0 && (
            <Card title={t('order.photos')}>
              <Photos ids={view.photoIds} />
            </Card>
          )}
          <Card title={t('order.timeline')}>
            <OrderTimeline events={view.timeline} />
          </Card>
          <ActionBar order={view} />
        </Page>
      )}
    </QueryView>
  );
}

function TimeStanding({ order }: { order: OrderView }) {
  const word = useWord();
  const clock = nextClock(order.clocks);
  return (
    <p>
      <DeadlineChip dueAt={clock?.dueAt} startedAt={clock?.startedAt} />{' '}
      {clock && word('clock', clock.kind)} {clock && <TimeLeft dueAt={clock.dueAt} />}
    </p>
  );
}

function OrderFacts({ order }: { order: OrderView }) {
  const t = useT();
  const name = useName();
  const word = useWord();
  const place = [
    name(order.districtZh, order.districtEn),
    order.village,
    order.address,
    order.landmark,
  ].filter(Boolean);
  const { lat, lng } = order;
  return (
    <Card title={name(order.typeZh, order.typeEn)}>
      <p className="order-words">{order.description ?? t('order.erased')}</p>
      <Facts
        items={[
          { name: t('order.place'), value: place.join(' ') },
          ...(lat !== null && lng !== null
            ? [{ name: t('order.map'), value: <MapLink lat={lat} lng={lng} /> }]
            : []),
          { name: t('order.state'), value: word('order', order.state) },
          { name: t('order.issuedAt'), value: <Time at={order.issuedAt} /> },
          { name: t('order.case'), value: order.caseNumber },
          ...(order.instructions
            ? [{ name: t('order.instructions'), value: order.instructions }]
            : []),
          ...(order.report?.text ? [{ name: t('order.report'), value: order.report.text }] : []),
        ]}
      />
    </Card>
  );
}

function MapLink({ lat, lng }: { lat: number; lng: number }) {
  const t = useT();
  return (
    <a href={`geo:${lat},${lng}?q=${lat},${lng}`}>
      {t('order.navigate', { lat: lat.toFixed(5), lng: lng.toFixed(5) })}
    </a>
  );
}
