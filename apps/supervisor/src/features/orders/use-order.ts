import { OrderView } from '@1999/dispatch/contract';
import { DeliveryView } from '@1999/messaging/contract';
import { api, useLiveQuery } from '@1999/web-kit';
import { z } from 'zod';

/** One order with its story, kept fresh. */
export function useOrder(orderId: string) {
  return useLiveQuery({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => api.get(`/api/orders/${orderId}`, { schema: OrderView, signal }),
    topics: [`order:${orderId}`],
    on: ['order.*', 'clock.*'],
  });
}

/** Who was told of the order, how, and what came of it; deliveries are of the order's case. */
export function useDeliveries(orderId: string, caseId: string) {
  return useLiveQuery({
    queryKey: ['deliveries', orderId],
    queryFn: ({ signal }) =>
      api.get(`/api/deliveries?refId=${orderId}`, { schema: z.array(DeliveryView), signal }),
    topics: [`order:${orderId}`, `case:${caseId}`],
  });
}
