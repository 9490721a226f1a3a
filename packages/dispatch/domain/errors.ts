import type { OrderAction, OrderState } from '../contract.ts';

/** The order's state does not allow this. The command answers it as a conflict. */
export class IllegalMove extends Error {
  readonly state: OrderState;
  readonly action: OrderAction;
  constructor(state: OrderState, action: OrderAction) {
    super(`an order that is ${state} does not ${action}`);
    this.state = state;
    this.action = action;
  }
}
