import { expect, test } from 'vitest';
import * as routing from './routing-table.ts';

type Step = (table: routing.RoutingTable) => void;
const bridge =
  (a: string, b: string): Step =>
  (table) =>
    routing.bridge(table, a, b);
const unbridge =
  (a: string, b: string): Step =>
  (table) =>
    routing.unbridge(table, a, b);
const link = (from: string, to: string, track: 'main' | 'side'): Step => {
  return (table) => routing.link(table, from, to, track);
};
const unlink =
  (from: string, to: string): Step =>
  (table) =>
    routing.unlink(table, from, to);
const gone =
  (leg: string): Step =>
  (table) =>
    routing.removeLeg(table, leg);

/** "caller: agent/boss" reads: the caller hears the agent on main and the boss on side. */
function told(table: routing.RoutingTable): string[] {
  return [...table].map(
    ([leg, { main, side }]) => `${leg}: ${main?.leg ?? '-'}/${side?.leg ?? '-'}`,
  );
}

const rows: { what: string; steps: Step[]; hearing: string[] }[] = [
  {
    what: 'nobody hears anybody at first',
    steps: [],
    hearing: ['caller: -/-', 'agent: -/-', 'second: -/-', 'boss: -/-'],
  },
  {
    what: 'a bridge goes both ways',
    steps: [bridge('caller', 'agent')],
    hearing: ['caller: agent/-', 'agent: caller/-', 'second: -/-', 'boss: -/-'],
  },
  {
    what: 'a transfer leaves the first agent with nobody',
    steps: [bridge('caller', 'agent'), bridge('second', 'caller')],
    hearing: ['caller: second/-', 'agent: -/-', 'second: caller/-', 'boss: -/-'],
  },
  {
    what: 'a supervisor listening stays through a transfer',
    steps: [
      bridge('caller', 'agent'),
      link('caller', 'boss', 'main'),
      link('agent', 'boss', 'side'),
      bridge('caller', 'second'),
    ],
    hearing: ['caller: second/-', 'agent: -/-', 'second: caller/-', 'boss: caller/agent'],
  },
  {
    what: 'a whisper reaches the agent only',
    steps: [bridge('caller', 'agent'), link('boss', 'agent', 'side')],
    hearing: ['caller: agent/-', 'agent: caller/boss', 'second: -/-', 'boss: -/-'],
  },
  {
    what: 'a link moved to the other track is on that one only',
    steps: [link('caller', 'boss', 'main'), link('caller', 'boss', 'side')],
    hearing: ['caller: -/-', 'agent: -/-', 'second: -/-', 'boss: -/caller'],
  },
  {
    what: 'unlink leaves the bridge between the same two',
    steps: [bridge('caller', 'agent'), link('agent', 'caller', 'side'), unlink('agent', 'caller')],
    hearing: ['caller: agent/-', 'agent: caller/-', 'second: -/-', 'boss: -/-'],
  },
  {
    what: 'unbridge leaves the bridge with somebody else',
    steps: [bridge('caller', 'second'), unbridge('caller', 'agent')],
    hearing: ['caller: second/-', 'agent: -/-', 'second: caller/-', 'boss: -/-'],
  },
  {
    what: 'unbridge ends both ways, whichever is named first',
    steps: [bridge('caller', 'agent'), unbridge('agent', 'caller')],
    hearing: ['caller: -/-', 'agent: -/-', 'second: -/-', 'boss: -/-'],
  },
  {
    what: 'a leg that is gone is heard by nobody',
    steps: [bridge('caller', 'agent'), link('agent', 'boss', 'side'), gone('agent')],
    hearing: ['caller: -/-', 'second: -/-', 'boss: -/-'],
  },
];
test.each(rows)('$what', ({ steps, hearing }) => {
  const table: routing.RoutingTable = new Map();
  for (const leg of ['caller', 'agent', 'second', 'boss']) routing.addLeg(table, leg);
  for (const step of steps) step(table);
  expect(told(table)).toEqual(hearing);
});

test('a leg’s packets go wherever it is heard', () => {
  const table: routing.RoutingTable = new Map();
  for (const leg of ['caller', 'agent', 'boss']) routing.addLeg(table, leg);
  routing.bridge(table, 'caller', 'agent');
  routing.link(table, 'caller', 'boss', 'side');
  expect(routing.sinksOf(table, 'caller')).toEqual([
    { leg: 'agent', track: 'main' },
    { leg: 'boss', track: 'side' },
  ]);
  expect(routing.sinksOf(table, 'boss')).toEqual([]);
});
