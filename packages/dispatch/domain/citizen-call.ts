import type { OrderState } from '../contract.ts';
import { isEnded } from './order-state.ts';

/** Why an agency may not call the citizen of an order just now; null when it may. */
export function callBar(state: OrderState): 'order_ended' | 'order_state' | null {
  if (isEnded(state)) return 'order_ended';
  // Sent back: it is in nobody's hands until it is given to an agency again.
  return state === 'returned' ? 'order_state' : null;
}
