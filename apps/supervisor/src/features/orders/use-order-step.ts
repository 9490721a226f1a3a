import { api, toast } from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';

/** Posts one step of an order, says that it is done and shows the order as it then stands. */
export function useOrderStep(
  orderId: string,
  path: string,
  done: string,
): (body?: unknown) => Promise<void> {
  const queries = useQueryClient();
  return async (body = {}) => {
    await api.post(`/api/orders/${orderId}/${path}`, { body });
    toast(done);
    await queries.invalidateQueries({ queryKey: ['order', orderId] });
  };
}
