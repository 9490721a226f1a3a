import { describe, expect, test } from 'vitest';
import { OrderAction, OrderState } from '../contract.ts';
import { IllegalMove } from './errors.ts';
import { actionsNow, actionsOf, isEnded, nextState } from './order-state.ts';

/** Written by hand, apart from the code: state → what may be done → where it leads. */
const expected: Record<OrderState, string> = {
  issued:
    'acknowledge>acknowledged return>returned release>released handOff>handedOff petition>issued',
  acknowledged:
    'arrive>onSite report>reported return>returned release>released handOff>handedOff petition>acknowledged',
  onSite: 'report>reported return>returned release>released handOff>handedOff petition>onSite',
  reported: 'verify>verified close>closed refuse>issued',
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

describe('what may be done now', () => {
  const plain = { danger: false, returns: 0, needsVerification: false, petitioned: false };

  test('a report that must be confirmed closes nothing before it is', () => {
    const reported = { ...plain, state: 'reported' as const };
    expect(actionsNow(reported)).toContain('close');
    expect(actionsNow({ ...reported, needsVerification: true })).toEqual(['verify', 'refuse']);
    const verified = { ...plain, state: 'verified' as const, needsVerification: true };
    expect(actionsNow(verified)).toEqual(['close']);
  });

  test('only what is no danger becomes a petition, and once', () => {
    const issued = { ...plain, state: 'issued' as const };
    expect(actionsNow(issued)).toContain('petition');
    expect(actionsNow({ ...issued, danger: true })).not.toContain('petition');
    expect(actionsNow({ ...issued, petitioned: true })).not.toContain('petition');
  });
});
