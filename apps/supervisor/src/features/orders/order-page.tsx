import {
  AgencyEvidence,
  Card,
  ClockTable,
  NextOrderClock,
  OrderPhotos,
  OrderTimeline,
  Page,
  QueryView,
  SignedIn,
} from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { ClockActions } from './clock-actions.tsx';
import { DeliveriesTable } from './deliveries-table.tsx';
import { DuplicateActions } from './duplicate-actions.tsx';
import { EscalationsTable } from './escalations-table.tsx';
import { ExcuseForm } from './excuse-form.tsx';
import { OrderActions } from './order-actions.tsx';
import { OrderFacts } from './order-facts.tsx';
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
          <div className="order-bar">
            <OrderActions order={view} />
            <ClockActions order={view} />
            <DuplicateActions order={view} />
          </div>
          <OrderFacts order={view} />
          <ClockTable clocks={view.clocks} />
          <AgencyEvidence order={view} />
          <SignedIn roles={['supervisor']} fallback={null}>
            <ExcuseForm order={view} />
          </SignedIn>
          <EscalationsTable escalations={view.escalations} />
          <SignedIn roles={['supervisor', 'admin']} fallback={null}>
            <DeliveriesTable orderId={view.id} caseId={view.caseId} />
          </SignedIn>
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
