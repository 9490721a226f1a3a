import { expect, test } from 'vitest';
import { shortNumber, tableOf } from './table.ts';

test.each([
  [0.012345, '0.0123'],
  [1, '1.00'],
  [12.34, '12.3'],
  [1234.5, '1,235'],
])('%d is shown as %s', (value, shown) => {
  expect(shortNumber(value)).toBe(shown);
});

test('the table stands in columns, each figure beside its reference', () => {
  const intake = {
    name: 'intake',
    value: 100,
    unit: '/s',
    reference: 2000,
    referenceName: 'bare SQL',
    ratio: 0.05,
    runs: 3,
  };
  const wake = { ...intake, name: 'deadline-lateness.p50', unit: 'ms', value: 1.5 };
  expect(tableOf([intake, wake]).split('\n')).toEqual([
    '                       value  unit  reference       ×  runs  the reference',
    '─────────────────────  ─────  ────  ─────────  ──────  ────  ─────────────',
    'intake                   100  /s        2,000  0.0500     3  bare SQL',
    'deadline-lateness.p50   1.50  ms        2,000  0.0500     3  bare SQL',
  ]);
});
