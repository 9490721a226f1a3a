import { api, toast } from '@1999/web-kit';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

/**
 * Posts one step of an order, says that it is done and goes back to the order's page, unless the
 * person has gone on elsewhere meanwhile: live news shows the step before its answer arrives.
 */
export function useOrderStep(
  orderId: string,
  path: string,
  done: string,
): (body: unknown) => Promise<void> {
  const router = useRouter();
  const queries = useQueryClient();
  return async (body) => {
    const here = router.state.location.pathname;
    await api.post(`/api/orders/${orderId}/${path}`, { body });
    toast(done, 'success');
    await queries.invalidateQueries({ queryKey: ['order', orderId] });
    if (router.state.location.pathname !== here) return;
    await router.navigate({ to: '/orders/$orderId', params: { orderId } });
  };
}
