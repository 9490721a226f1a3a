import { Button, QueryView } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { Orders } from './orders-table.tsx';
import type { useOrders } from './use-orders.ts';

/** A view's orders, with a button for the next page while there is one. */
export function OrdersList(props: { orders: ReturnType<typeof useOrders>; caption: string }) {
  const t = useT();
  const { orders, caption } = props;
  return (
    <QueryView query={orders}>
      {({ pages }) => (
        <>
          <Orders rows={pages.flat()} caption={caption} />
          {orders.hasNextPage && (
            <p>
              <Button
                isPending={orders.isFetchingNextPage}
                onPress={() => void orders.fetchNextPage()}
              >
                {t('orders.more')}
              </Button>
            </p>
          )}
        </>
      )}
    </QueryView>
  );
}
