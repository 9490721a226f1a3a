import { type OrderSort, OrderSortChoice, Page, Select, sortInForce } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useRiskModel } from '../risk/use-risk-model.ts';
import { OrdersList } from './orders-list.tsx';
import { type OrdersView, orderViews, useOrders } from './use-orders.ts';

/**
 * Every order, by what is due next or by the risk of missing it; or only what waits for a
 * supervisor. The due time is always shown.
 */
export function OrdersPage() {
  const t = useT();
  const [view, setView] = useState<OrdersView>('open');
  const model = useRiskModel();
  const [wanted, want] = useState<OrderSort>('due');
  const orders = useOrders(view, view === 'ended' ? 'due' : sortInForce(wanted, model.data));
  return (
    <Page title={t('orders.title')} width="wide">
      <Select
        label={t('orders.view')}
        value={view}
        onChange={(chosen) => chosen && setView(chosen)}
        options={(Object.keys(orderViews) as OrdersView[]).map((id) => ({
          id,
          label: t(`orders.${id}`),
        }))}
      />
      {view !== 'ended' && <OrderSortChoice value={wanted} onChange={want} model={model.data} />}
      <OrdersList orders={orders} caption={t(`orders.${view}`)} />
    </Page>
  );
}
