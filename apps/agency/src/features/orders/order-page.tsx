import type { OrderView } from '@1999/dispatch/contract';
import {
  AgencyEvidence,
  Button,
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
import { PlaceMap } from '@1999/web-kit/map';
import { useT } from '../../messages/index.ts';
import { oldSince, photoFromServerOrDevice } from '../../offline/read-offline.ts';
import { useReachable } from '../../offline/use-outbox.ts';
import { ActionBar } from './action-bar.tsx';
import { CallCitizen } from './call-citizen.tsx';
import { ExtensionForm } from './extension-form.tsx';
import { GroundNeeded } from './ground-needed.tsx';
import { InHands } from './in-hands.tsx';
import './order-page.css';
import './order-print.css';
import { OutboxNotes } from './outbox-notes.tsx';
import { SentBackNotes } from './sent-back-notes.tsx';
import { useOrder } from './use-orders.ts';
import { WaitingMark } from './waiting-mark.tsx';

/** One order: what is to be done, where, by when, and what has happened so far. */
export function OrderPage({ orderId }: { orderId: string }) {
  const t = useT();
  const order = useOrder(orderId);
  const reachable = useReachable();
  const since = oldSince(`order:${orderId}`);
  return (
    <>
      {!order.data && <OutboxNotes orderId={orderId} />}
      <QueryView query={order}>
        {(view) => (
          <Page
            title={t('order.heading', { number: view.number })}
            aside={<NextOrderClock clocks={view.clocks} />}
          >
            {!reachable && since && (
              <p className="muted">
                {t('offline.savedAt')} <Time at={since} shape="dayTime" />
              </p>
            )}
            <OutboxNotes orderId={orderId} state={view.state} />
            <SentBackNotes order={view} />
            <OrderFacts order={view} />
            <GroundNeeded order={view} />
            <ClockTable clocks={view.clocks} />
            <AgencyEvidence order={view} />
            {view.photoIds.length > 0 && (
              <Card title={t('order.photos')}>
                <OrderPhotos ids={view.photoIds} load={photoFromServerOrDevice} />
              </Card>
            )}
            <div className="not-printed">
              <CallCitizen order={view} />
            </div>
            <InHands order={view} />
            <section className="print-only order-sign" aria-hidden="true">
              <p>{t('print.done')}</p>
              <p>{t('print.sign')}</p>
            </section>
            <div className="not-printed">
              <Button size="large" onPress={() => window.print()}>
                {t('print.button')}
              </Button>
            </div>
            <Card title={t('order.timeline')}>
              <OrderTimeline events={view.timeline} />
            </Card>
            <div className="not-printed">
              <ExtensionForm order={view} />
            </div>
            <ActionBar order={view} />
          </Page>
        )}
      </QueryView>
    </>
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
          {
            name: t('order.state'),
            value: (
              <>
                {word('order', order.state)} <WaitingMark orderId={order.id} />
              </>
            ),
          },
          { name: t('order.issuedAt'), value: <Time at={order.issuedAt} /> },
          { name: t('order.case'), value: order.caseNumber },
          ...(order.instructions
            ? [{ name: t('order.instructions'), value: order.instructions }]
            : []),
          ...(order.report?.text ? [{ name: t('order.report'), value: order.report.text }] : []),
        ]}
      />
      {lat !== null && lng !== null && (
        <div className="not-printed">
          <PlaceMap value={{ lat, lng }} height="220px" />
        </div>
      )}
    </Card>
  );
}
