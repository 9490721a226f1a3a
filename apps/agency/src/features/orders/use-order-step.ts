import { api, toast } from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';

/** Posts one step of an order, says that it is done and goes back to the order's page. */
export function useOrderStep(
  orderId: string,
  path: string,
  done: string,
): (body: unknown) => Promise<void> {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return async (body) => {
    await api.post(`/api/orders/${orderId}/${path}`, { body });
    toast(done, 'success');
    await queries.invalidateQueries({ queryKey: ['order', orderId] });
    await navigate({ to: '/orders/$orderId', params: { orderId } });
  };
}
