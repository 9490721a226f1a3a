import type { RiskModelView } from '@1999/dispatch/contract';
import { expect, test } from 'vitest';
import { riskPercent, sortInForce } from './order-sort.tsx';

test.each([
  [0, '1 %'],
  [0.004, '1 %'],
  [0.324, '32 %'],
  [0.995, '99 %'],
  [1, '99 %'],
])('a chance of %d reads as %s: never certain', (chance, words) => {
  expect(riskPercent(chance)).toBe(words);
});

test.each([
  ['on', 'risk', 'risk'],
  ['on', 'due', 'due'],
  ['off', 'risk', 'due'],
  [undefined, 'risk', 'due'],
] as const)('with a model that is %s, wanting %s gives %s', (state, wanted, sort) => {
  const model = state && ({ state } as RiskModelView);
  expect(sortInForce(wanted, model)).toBe(sort);
});
