import type { OrderRow } from '@1999/dispatch/contract';
import { Banner, Button } from '@1999/web-kit';
import { useState } from 'react';
import { useT } from '../../messages/index.ts';
import { OrderList } from './order-list.tsx';
import { useBulkAcknowledge } from './use-bulk-acknowledge.ts';

/** Open orders, of which several can be ticked and acknowledged at once. */
export function BulkList({ orders }: { orders: readonly OrderRow[] }) {
  const t = useT();
  const [ticking, setTicking] = useState(false);
  const bulk = useBulkAcknowledge(orders);
  const numbers = new Map(orders.map(({ id, number }) => [id, number]));
  const end = () => {
    bulk.none();
    setTicking(false);
  };
  return (
    <>
      {bulk.rest.length > 0 && (
        <Banner
          tone="warning"
          title={t('bulk.rest')}
          actions={<Button onPress={bulk.forgetRest}>{t('outbox.read')}</Button>}
        >
          <ul>
            {bulk.rest.map(({ orderId, outcome }) => (
              <li key={orderId}>
                {numbers.get(orderId)} {t(`bulk.${outcome}`)}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      {(bulk.issued.length > 1 || ticking) && (
        <div className={ticking ? 'bulk-bar bulk-bar-ticking' : 'bulk-bar'}>
          {ticking ? (
            <>
              <Button size="large" onPress={bulk.all}>
                {t('bulk.all', { count: bulk.issued.length })}
              </Button>
              <Button
                size="large"
                variant="primary"
                isDisabled={bulk.chosen.length === 0}
                isPending={bulk.run.isPending}
                onPress={() => bulk.run.mutate()}
              >
                {t('bulk.run', { count: bulk.chosen.length })}
              </Button>
              <Button size="large" onPress={end}>
                {t('bulk.end')}
              </Button>
            </>
          ) : (
            <Button size="large" onPress={() => setTicking(true)}>
              {t('bulk.start')}
            </Button>
          )}
        </div>
      )}
      <OrderList orders={orders} {...(ticking ? { ticks: bulk.ticks } : {})} />
    </>
  );
}
