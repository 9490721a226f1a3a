import type { OrderView } from '@1999/dispatch/contract';
import type { ClosingGround, Entry } from '../../offline/outbox.ts';

/**
 * The grounds on which the agency may close the order as its evidence stands, with the photos that
 * wait on this device; none: not yet.
 */
export function closingGrounds(
  order: Pick<OrderView, 'id' | 'photoIds' | 'handOff' | 'danger'>,
  entries: readonly Entry[],
): ClosingGround[] {
  const photosWait = entries.some(
    ({ orderId, action, state, photos }) =>
      orderId === order.id && action === 'report' && state === 'waiting' && photos.length > 0,
  );
  return [
    ...(order.photoIds.length > 0 || photosWait ? (['photo'] as const) : []),
    ...(order.handOff ? (['handOff'] as const) : []),
    ...(order.danger ? [] : (['report'] as const)),
  ];
}
