import { DELIVERY_STATES, type DeliveryOutcome, type DeliveryState } from '../contract.ts';

/**
 * The state after a report, or null when it tells nothing new. Callbacks come in any order and any
 * number of times, so the rank only rises: an acknowledgement outweighs a failure reported late,
 * and a failure outweighs "delivered" (a voice call that was answered and then not acknowledged).
 */
export function stateAfter(state: DeliveryState, outcome: DeliveryOutcome): DeliveryState | null {
  return DELIVERY_STATES.indexOf(outcome) > DELIVERY_STATES.indexOf(state) ? outcome : null;
}
