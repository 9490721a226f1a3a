import type { OrderAction, OrderState } from '../contract.ts';
import { IllegalMove } from './errors.ts';
import { barOf } from './ruling.ts';

const moves: Record<OrderState, Partial<Record<OrderAction, OrderState>>> = {
  issued: {
    acknowledge: 'acknowledged',
    return: 'returned',
    release: 'released',
    handOff: 'handedOff',
  },
  acknowledged: {
    arrive: 'onSite',
    report: 'reported',
    return: 'returned',
    release: 'released',
    handOff: 'handedOff',
  },
  onSite: { report: 'reported', return: 'returned', release: 'released', handOff: 'handedOff' },
  reported: { verify: 'verified', close: 'closed' },
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

/** Whether nothing more is expected of anybody. */
export function isEnded(state: OrderState): boolean {
  return state === 'closed' || state === 'released';
}
