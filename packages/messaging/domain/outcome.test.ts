import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DELIVERY_STATES, type DeliveryState } from '../contract.ts';
import { stateAfter } from './outcome.ts';
import { nextTryAt } from './retry.ts';

const outcome = fc.constantFrom('sent', 'delivered', 'acknowledged', 'failed');

test('reports in any order and any number end in the same state: the highest of them', () => {
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1, maxLength: 12 }), (reports) => {
      let state: DeliveryState = 'queued';
      for (const report of reports) state = stateAfter(state, report) ?? state;
      const ranks = reports.map((report) => DELIVERY_STATES.indexOf(report));
      expect(DELIVERY_STATES.indexOf(state)).toBe(Math.max(...ranks));
    }),
  );
});

test('a call that was answered and then not acknowledged has failed, unless a key comes later', () => {
  expect(stateAfter('delivered', 'failed')).toBe('failed');
  expect(stateAfter('failed', 'delivered')).toBeNull();
  expect(stateAfter('failed', 'acknowledged')).toBe('acknowledged');
  expect(stateAfter('acknowledged', 'failed')).toBeNull();
});

test('tries are farther and farther apart, and after the sixth there is none', () => {
  const now = Temporal.Instant.from('2026-03-02T01:00:00Z');
  const waits = [1, 2, 3, 4, 5, 6].map((n) => nextTryAt(n, now)?.since(now).total('seconds'));
  expect(waits).toEqual([2, 5, 15, 60, 300, undefined]);
});
