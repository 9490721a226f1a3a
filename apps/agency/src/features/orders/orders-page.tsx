import {
  Button,
  type OrderSort,
  OrderSortChoice,
  Page,
  QueryView,
  sortInForce,
  Tabs,
  Time,
} from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { oldSince } from '../../offline/read-offline.ts';
import { useReachable } from '../../offline/use-outbox.ts';
import { BulkList } from './bulk-list.tsx';
import { OrderList } from './order-list.tsx';
import { OutboxNotes } from './outbox-notes.tsx';
import { listName, type OrderListKind, useKeptOrders, useOrders } from './use-orders.ts';
import { useRiskModel } from './use-risk-model.ts';

/** The agency's orders: those open, those in the person's own hands, and those ended. */
export function OrdersPage() {
  const t = useT();
  const reachable = useReachable();
  const [selected, select] = useState<OrderListKind>('open');
  const model = useRiskModel();
  const [wanted, want] = useState<OrderSort>('due');
  const sort = sortInForce(wanted, model.data);
  const open = useOrders('open', sort);
  useKeptOrders(open.data);
  const mine = useOrders('mine');
  const ended = useOrders('ended');
  const since = oldSince(listName('open', sort));
  return (
    <Page
      title={t('orders.title')}
      aside={
        <Button size="large" onPress={() => void open.refetch()} isPending={open.isFetching}>
          {t('orders.refresh')}
        </Button>
      }
    >
      {!reachable && since && (
        <p className="muted">
          {t('offline.savedAt')} <Time at={since} shape="dayTime" />
        </p>
      )}
      <OutboxNotes />
      <Tabs<OrderListKind>
        label={t('orders.title')}
        selected={selected}
        onSelect={select}
        items={[
          {
            id: 'open',
            label: t('orders.open'),
            content: (
              <>
                {model.data && (
                  <OrderSortChoice value={wanted} onChange={want} model={model.data} />
                )}
                <QueryView query={open}>{(rows) => <BulkList orders={rows} />}</QueryView>
              </>
            ),
          },
          {
            id: 'mine',
            label: t('orders.mine'),
            content: <QueryView query={mine}>{(rows) => <OrderList orders={rows} />}</QueryView>,
          },
          {
            id: 'ended',
            label: t('orders.ended'),
            content: <QueryView query={ended}>{(rows) => <OrderList orders={rows} />}</QueryView>,
          },
        ]}
      />
    </Page>
  );
}
