import { OrderRow, OrderView } from '@1999/dispatch/contract';
import { api, type OrderSort, useLiveQuery, useUser } from '@1999/web-kit';
import { useEffect } from 'react';
import { z } from 'zod';
import { keepOrders } from '../../offline/keep-orders.ts';
import { fromServerOrDevice, oldSince } from '../../offline/read-offline.ts';

const Orders = z.array(OrderRow);
export type OrderListKind = 'open' | 'mine' | 'ended';

const queries: Record<OrderListKind, string> = {
  open: 'state=open',
  mine: 'state=open&mine=true',
  ended: 'state=ended',
};

/** Under which name a list is kept on the device. */
export function listName(kind: OrderListKind, sort: OrderSort): string {
  return sort === 'due' ? `orders:${kind}` : `orders:${kind}:${sort}`;
}

/** This agency's orders, kept fresh by its live events, and on the device for when it is offline. */
export function useOrders(kind: OrderListKind, sort: OrderSort = 'due') {
  const { agencyId } = useUser();
  return useLiveQuery({
    queryKey: ['orders', kind, sort],
    networkMode: 'always',
    queryFn: ({ signal }) =>
      fromServerOrDevice(listName(kind, sort), () =>
        api.get(`/api/orders?${queries[kind]}&sort=${sort}`, { schema: Orders, signal }),
      ),
    topics: [`agency:${agencyId}`],
    on: ['order.*', 'clock.*'],
  });
}

/** Keeps the orders of a list on the device whole, as long as the list itself is fresh. */
export function useKeptOrders(rows: readonly OrderRow[] | undefined): void {
  useEffect(() => {
    if (!rows || oldSince('orders:open') !== undefined) return;
    const leaving = new AbortController();
    void keepOrders(rows, leaving.signal);
    return () => leaving.abort();
  }, [rows]);
}

/** One order with its story, kept fresh, and on the device. */
export function useOrder(orderId: string) {
  return useLiveQuery({
    queryKey: ['order', orderId],
    networkMode: 'always',
    queryFn: ({ signal }) =>
      fromServerOrDevice(`order:${orderId}`, () =>
        api.get(`/api/orders/${orderId}`, { schema: OrderView, signal }),
      ),
    topics: [`order:${orderId}`],
    on: ['order.*', 'clock.*', 'maskedCall.*'],
  });
}
