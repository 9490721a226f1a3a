import type { OrderView } from '@1999/dispatch/contract';
import {
  AgencyEvidence,
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
import { Link } from '@tanstack/react-router';
import { useT } from '../../messages/index.ts';
import { ClockActions } from './clock-actions.tsx';
import { DeliveriesTable } from './deliveries-table.tsx';
import { DuplicateActions } from './duplicate-actions.tsx';
import { EscalationsTable } from './escalations-table.tsx';
import { ExcuseForm } from './excuse-form.tsx';
import { OrderActions } from './order-actions.tsx';
import { useOrder } from './use-order.ts';

/** One order as its supervisor follows it: facts, clocks, who was told, what happened. */
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
          <OrderActions order={view} />
          <ClockActions order={view} />
          <DuplicateActions order={view} />
          <OrderFacts order={view} />
          <ClockTable clocks={view.clocks} />
          <AgencyEvidence order={view} />
          <ExcuseForm order={view} />
          <EscalationsTable escalations={view.escalations} />
          <DeliveriesTable orderId={view.id} caseId={view.caseId} />
          {view.photoIds.length > 0 && (
            <Card title={t('order.photos')}>
              <OrderPhotos ids={view.photoIds} />
            </Card>
          )}
          <Card title={t('order.timeline')}>
            <OrderTimeline events={view.timeline} />
          </Card>
        </Page>
      )}
    </QueryView>
  );
}

function OrderFacts({ order }: { order: OrderView }) {
  const t = useT();
  const name = useName();
  const word = useOrderWord();
  const { lat, lng, handOff, release } = order;
  const district = name(order.districtZh, order.districtEn);
  const place = [district, order.village, order.address, order.landmark].filter(Boolean);
  const citizen = [order.citizen.name, order.citizen.phone].filter(Boolean);
  return (
    <Card title={name(order.typeZh, order.typeEn)}>
      <p>{order.description ?? t('order.erased')}</p>
      <Facts
        items={[
          { name: t('order.state'), value: word('order', order.state) },
          { name: t('order.agency'), value: name(order.agencyZh, order.agencyEn) },
          { name: t('order.place'), value: place.join(' ') },
          ...(lat !== null && lng !== null
            ? [{ name: t('order.map'), value: <MapLink lat={lat} lng={lng} /> }]
            : []),
          { name: t('order.issuedAt'), value: <Time at={order.issuedAt} /> },
          { name: t('order.case'), value: order.caseNumber },
          ...(order.incidentId
            ? [
                {
                  name: t('order.incident'),
                  value: (
                    <Link to="/incidents/$incidentId" params={{ incidentId: order.incidentId }}>
                      {t('order.incident.open')}
                    </Link>
                  ),
                },
              ]
            : []),
          { name: t('order.citizen'), value: citizen.join(' ') || t('board.noFigure') },
          ...(order.instructions
            ? [{ name: t('order.instructions'), value: order.instructions }]
            : []),
          ...(order.report?.text ? [{ name: t('order.report'), value: order.report.text }] : []),
          ...(handOff
            ? [
                {
                  name: t('order.handOff'),
                  value: `${t(`order.handOff.${handOff.body}`)} ${handOff.officer ?? ''}`,
                },
              ]
            : []),
          ...(release?.reason ? [{ name: t('order.release'), value: release.reason }] : []),
          ...(order.ruling
            ? [{ name: t('order.ruling'), value: order.ruling.reason ?? t('order.erased') }]
            : []),
          ...order.returns.map(({ reason }) => ({
            name: t('order.returned'),
            value: reason ?? t('order.erased'),
          })),
        ]}
      />
    </Card>
  );
}
