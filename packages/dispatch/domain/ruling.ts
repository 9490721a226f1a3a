import type { OrderAction } from '../contract.ts';

/** After so many returns the overseeing commission (RDEC) rules which agency handles the order. */
export const RETURNS_BEFORE_RULING = 2;

/** Why an action is not open although the order's state would allow it. */
export type Bar = 'ruling_awaited' | 'order_ruled' | 'ruling_not_needed';

/**
 * What stands against `action` on an order that has been returned `returns` times: from the second
 * return on only a ruling finds its agency, and what has been ruled is not sent back again.
 */
export function barOf(action: OrderAction, returns: number): Bar | null {
  const disputed = returns >= RETURNS_BEFORE_RULING;
  if (action === 'return') return disputed ? 'order_ruled' : null;
  if (action === 'reassign') return disputed ? 'ruling_awaited' : null;
  if (action === 'rule') return disputed ? null : 'ruling_not_needed';
  return null;
}
