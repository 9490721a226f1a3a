import { describe, expect, test } from 'vitest';
import { OrderAction, OrderState } from '../contract.ts';
import { IllegalMove } from './errors.ts';
import { actionsOf, isEnded, nextState } from './order-state.ts';

/** Written by hand, apart from the code: state → what may be done → where it leads. */
const expected: Record<OrderState, string> = {
  issued: 'acknowledge>acknowledged return>returned release>released handOff>handedOff',
  acknowledged: 'arrive>onSite report>reported return>returned release>released handOff>handedOff',
  onSite: 'report>reported return>returned release>released handOff>handedOff',
  reported: 'verify>verified close>closed',
  verified: 'close>closed',
  closed: 'reopen>issued',
  returned: 'reassign>issued rule>issued release>released',
  released: '',
  handedOff: 'report>reported release>released',
};

describe.each(OrderState.options)('an order that is %s', (state) => {
  const allowed = new Map(
    expected[state]
      .split(' ')
      .filter(Boolean)
      .map((move) => move.split('>') as [string, string]),
  );

  test.each(OrderAction.options)('%s', (action) => {
    const target = allowed.get(action);
    if (target) expect(nextState(state, action)).toBe(target);
    else expect(() => nextState(state, action)).toThrow(IllegalMove);
  });

  test('offers exactly what it allows; only a closed or released one has ended', () => {
    for (const [returns, barred] of [
      [1, ['rule']],
      [2, ['return', 'reassign']],
    ] as const) {
      const open = [...allowed.keys()].filter(
        (action) => !(barred as readonly string[]).includes(action),
      );
      expect(actionsOf(state, returns).sort()).toEqual(open.sort());
    }
    expect(isEnded(state)).toBe(['closed', 'released'].includes(state));
  });
});
