import type { OrderView } from '@1999/dispatch/contract';
import {
  Card,
  ClockTable,
  Facts,
  MapLink,
  NextOrderClock,
  OrderPhotos,
  OrderTimeline,
  Page,
  QueryView,
  Time,
  useName,
  useOrderWord,
} from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { ActionBar } from './action-bar.tsx';
import { GroundNeeded } from './ground-needed.tsx';
import './order-page.css';
import { useOrder } from './use-orders.ts';

/** One order: what is to be done, where, by when, and what has happened so far. */
export function OrderPage({ orderId }: { orderId: string }) {
  const t = useT();
  const order = useOrder(orderId);
  return (
    <QueryView query={order}>
      {(view) => (
        <Page
          title={t('order.heading', { number: view.number })}
          aside={<NextOrderClock clocks={view.clocks} />}
        >
          <OrderFacts order={view} />
          <GroundNeeded order={view} />
          <ClockTable clocks={view.clocks} />
          {view.photoIds.length > 0 && (
            <Card title={t('order.photos')}>
              <OrderPhotos ids={view.photoIds} />
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

function OrderFacts({ order }: { order: OrderView }) {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
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
