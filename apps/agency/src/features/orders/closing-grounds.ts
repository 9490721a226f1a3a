import type { ClosingGround, OrderView } from '@1999/dispatch/contract';

/** The grounds on which the agency may close the order as its evidence stands; none: not yet. */
export function closingGrounds(order: OrderView): Exclude<ClosingGround, 'release' | 'merged'>[] {
  return [
    ...(order.photoIds.length > 0 ? (['photo'] as const) : []),
    ...(order.handOff ? (['handOff'] as const) : []),
    ...(order.danger ? [] : (['report'] as const)),
  ];
}
