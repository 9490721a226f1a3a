import { OrderRow, OrderView } from '@1999/dispatch/contract';
import { api, useLiveQuery, useUser } from '@1999/web-kit';
import { z } from 'zod';

const Orders = z.array(OrderRow);

/** This agency's orders, kept fresh by its live events. */
export function useOrders(state: 'open' | 'ended') {
  const { agencyId } = useUser();
  return useLiveQuery({
    queryKey: ['orders', state],
    queryFn: ({ signal }) => api.get(`/api/orders?state=${state}`, { schema: Orders, signal }),
    topics: [`agency:${agencyId}`],
    on: ['order.*', 'clock.*'],
  });
}

/** One order with its story, kept fresh. */
export function useOrder(orderId: string) {
  return useLiveQuery({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => api.get(`/api/orders/${orderId}`, { schema: OrderView, signal }),
    topics: [`order:${orderId}`],
    on: ['order.*', 'clock.*'],
  });
}
