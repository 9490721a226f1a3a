import {
  Button,
  Page,
  playEarcon,
  QueryView,
  Tabs,
  useAnnounce,
  useLive,
  useUser,
} from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { OrderList } from './order-list.tsx';
import { useOrders } from './use-orders.ts';

/** The agency's orders; a new one sounds, and on a phone it shakes. */
export function OrdersPage() {
  const t = useT();
  const announce = useAnnounce();
  const { agencyId } = useUser();
  const [selected, select] = useState('open');
  const open = useOrders('open');
  const ended = useOrders('ended');
  useLive([`agency:${agencyId}`], (event) => {
    if (event.type !== 'order.issued') return;
    announce(t('orders.newOne'), { politeness: 'assertive', key: event.subjectId });
    void playEarcon('newOrder');
    navigator.vibrate?.([200, 100, 200]);
  });
  return (
    <Page
      title={t('orders.title')}
      aside={
        <Button onPress={() => void open.refetch()} isPending={open.isFetching}>
          {t('orders.refresh')}
        </Button>
      }
    >
      <Tabs
        label={t('orders.title')}
        selected={selected}
        onSelect={select}
        items={[
          {
            id: 'open',
            label: t('orders.open'),
            content: (
              <QueryView query={open}>{(orders) => <OrderList orders={orders} />}</QueryView>
            ),
          },
          {
            id: 'ended',
            label: t('orders.ended'),
            content: (
              <QueryView query={ended}>{(orders) => <OrderList orders={orders} />}</QueryView>
            ),
          },
        ]}
      />
    </Page>
  );
}
