import { expect, test } from 'vitest';
import { endOfMerged, type Mergeable, whyNotAttach } from './merge.ts';

const order = (id: string, change: Partial<Mergeable> = {}): Mergeable => ({
  id,
  state: 'issued',
  danger: false,
  parentId: null,
  hasChildren: false,
  ...change,
});
const at = (minute: number) =>
  Temporal.Instant.from('2026-03-02T00:00:00Z').add({ minutes: minute });

test.each<[Partial<Mergeable>, Partial<Mergeable>, string | null]>([
  [{}, {}, null],
  [{}, { danger: true, hasChildren: true }, null],
  [{ danger: true }, {}, 'danger'],
  [{ state: 'closed' }, {}, 'ended'],
  [{}, { state: 'released' }, 'ended'],
  [{ parentId: 'x' }, {}, 'attached'],
  [{}, { parentId: 'x' }, 'attached'],
  [{ hasChildren: true }, {}, 'hasChildren'],
])('%o into %o: %s', (child, parent, why) => {
  expect(whyNotAttach(order('a', child), order('b', parent))).toBe(why);
});

test.each<[string, number | null, number | null, string, number]>([
  ['met with the parent', 50, null, 'met', 50],
  ['met before it was attached: when it was', 10, null, 'met', 30],
  ['stopped with the parent', null, 60, 'stopped', 60],
  ['never promised by the parent: when it closed', null, null, 'stopped', 90],
])('a duplicate’s promise ends %s', (_, met, stopped, how, minute) => {
  const parent = {
    metAt: met === null ? null : at(met),
    stoppedAt: stopped === null ? null : at(stopped),
  };
  const end = endOfMerged([parent], at(30), at(90));
  expect(end.how).toBe(how);
  expect(end.at.equals(at(minute))).toBe(true);
});
