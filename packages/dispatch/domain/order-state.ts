import type { OrderAction, OrderState } from '../contract.ts';
import { IllegalMove } from './errors.ts';
import { barOf } from './ruling.ts';

const moves: Record<OrderState, Partial<Record<OrderAction, OrderState>>> = {
  issued: {
    acknowledge: 'acknowledged',
    return: 'returned',
    release: 'released',
    handOff: 'handedOff',
    petition: 'issued',
  },
  acknowledged: {
    arrive: 'onSite',
    report: 'reported',
    return: 'returned',
    release: 'released',
    handOff: 'handedOff',
    petition: 'acknowledged',
  },
  onSite: {
    report: 'reported',
    return: 'returned',
    release: 'released',
    handOff: 'handedOff',
    petition: 'onSite',
  },
  // Not as reported: a new cycle, too.
  reported: { verify: 'verified', close: 'closed', refuse: 'issued' },
  verified: { close: 'closed' },
  // Sent back as another agency's: the clocks run on until dispatch finds the right one.
  returned: { reassign: 'issued', rule: 'issued', release: 'released' },
  // With the police or a utility: what came of it is still reported back.
  handedOff: { report: 'reported', release: 'released' },
  // Not done after all: a new cycle, told and timed anew.
  closed: { reopen: 'issued' },
  released: {},
};

/** The state after `action`. @throws IllegalMove when the state does not allow it. */
export function nextState(state: OrderState, action: OrderAction): OrderState {
  const next = moves[state][action];
  if (!next) throw new IllegalMove(state, action);
  return next;
}

/** What the state allows an order that has been sent back `returns` times. */
export function actionsOf(state: OrderState, returns: number): OrderAction[] {
  const actions = Object.keys(moves[state]) as OrderAction[];
  return actions.filter((action) => barOf(action, returns) === null);
}

/** What of an order decides what may be done to it, besides its state. */
export interface Standing {
  readonly state: OrderState;
  readonly danger: boolean;
  /** How often it has been sent back. */
  readonly returns: number;
  /** Its report must be confirmed before it closes. */
  readonly needsVerification: boolean;
  readonly petitioned: boolean;
}

/** What may be done to an order next, by anyone. */
export function actionsNow(order: Standing): OrderAction[] {
  const unseen = order.state === 'reported' && order.needsVerification;
  return actionsOf(order.state, order.returns).filter(
    (action) =>
      !(action === 'petition' && (order.danger || order.petitioned)) &&
      !(action === 'close' && unseen),
  );
}

/** Whether nothing more is expected of anybody. */
export function isEnded(state: OrderState): boolean {
  return state === 'closed' || state === 'released';
}
