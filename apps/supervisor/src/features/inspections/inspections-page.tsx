import { Page, Select } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { OrdersList } from '../orders/orders-list.tsx';
import { useOrders } from '../orders/use-orders.ts';

const views = ['verification', 'open', 'ended'] as const;
type View = (typeof views)[number];

/** Only of the orders this person may see does the server tell. */
const TOPICS = ['inspections'];

/** What waits for an inspector, and the other orders of the types that are inspected. */
export function InspectionsPage() {
  const t = useT();
  const [view, setView] = useState<View>('verification');
  const orders = useOrders(view, 'due', TOPICS);
  return (
    <Page title={t('inspections.title')} width="wide">
      <p className="muted">{t('inspections.hint')}</p>
      <Select
        label={t('orders.view')}
        value={view}
        onChange={(chosen) => chosen && setView(chosen)}
        options={views.map((id) => ({ id, label: t(`inspections.${id}`) }))}
      />
      <OrdersList orders={orders} caption={t(`inspections.${view}`)} />
    </Page>
  );
}
