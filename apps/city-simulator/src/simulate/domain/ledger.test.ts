import { expect, test } from 'vitest';
import { Ledger } from './ledger.ts';
import { reconcile, table } from './reconcile.ts';

test('a caller who hangs up before an agent answers has abandoned; after, or both at once, not', () => {
  const ledger = new Ledger();
  ledger.callPlaced().hungUp = true;
  const talked = ledger.callPlaced();
  ledger.callAnswered(talked);
  talked.hungUp = true;
  const atOnce = ledger.callPlaced();
  atOnce.hungUp = true;
  ledger.callAnswered(atOnce);
  ledger.callPlaced();
  expect(ledger.counts()).toMatchObject({
    callsPlaced: 4,
    callsAnswered: 2,
    callsAbandoned: 1,
  });
});

test('an order counts once for each way it was acknowledged by, and once as closed', () => {
  const ledger = new Ledger();
  ledger.orderAcknowledged('a', 'app');
  ledger.orderAcknowledged('a', 'voice');
  ledger.orderAcknowledged('a', 'voice');
  ledger.orderAcknowledged('b', 'voice');
  ledger.orderClosed('a');
  ledger.orderClosed('a');
  expect(ledger.counts()).toMatchObject({
    acknowledgedByApp: 1,
    acknowledgedByVoice: 2,
    ordersClosed: 1,
  });
});

test('the average of no answers is none, of three it has two decimals', () => {
  const ledger = new Ledger();
  expect(ledger.counts().surveyAverage).toBeNull();
  for (const score of [5, 5, 4]) ledger.surveyAnswered(score);
  expect(ledger.counts()).toMatchObject({ surveysAnswered: 3, surveyAverage: 4.67 });
});

test('a figure that differs is marked, and only that one', () => {
  const ledger = new Ledger();
  ledger.caseOpened();
  const ours = ledger.counts();
  const lines = reconcile(ours, { ...ours, casesOpened: 2 });
  expect(lines.filter((line) => !line.equal)).toEqual([
    { name: '立案 cases opened', ours: 1, theirs: 2, equal: false },
  ]);
  const shown = table(lines).split('\n');
  expect(shown.find((line) => line.includes('cases opened'))).toMatch(/1 +2 +✗$/);
  expect(shown.filter((line) => line.endsWith('✓'))).toHaveLength(9);
  expect(shown.at(-1)).toMatch(/– +– +✓$/);
});
