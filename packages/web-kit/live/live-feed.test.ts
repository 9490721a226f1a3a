import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiveEvent } from './contract.ts';
import { LiveFeed } from './live-feed.ts';

const event = (position: number, ...topics: string[]): LiveEvent => ({
  position,
  topics: topics.length ? topics : ['orders'],
  type: 'order.issued',
  subjectType: 'order',
  subjectId: '01934c5e-0000-7000-8000-000000000001',
  threadId: null,
  at: '2026-11-23T10:00:00Z',
});

function listening(topics: string[]) {
  const feed = new LiveFeed();
  const heard: number[] = [];
  feed.listen({ topics, onEvent: ({ position }) => heard.push(position) });
  return { feed, heard };
}

test('an event that comes by socket and again by polling is told once', () => {
  const { feed, heard } = listening(['orders']);
  expect([feed.take(event(7)), feed.take(event(7))]).toEqual([true, false]);
  expect(heard).toEqual([7]);
  expect(feed.position).toBe(7);
});

test('whatever repeats and overlaps arrive, every event is told exactly once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 200 }), (positions) => {
      const { feed, heard } = listening(['orders']);
      for (const position of positions) feed.take(event(position));
      expect(heard.toSorted((a, b) => a - b)).toEqual(
        [...new Set(positions)].toSorted((a, b) => a - b),
      );
      expect(feed.position).toBe(positions.length ? Math.max(...positions) : undefined);
    }),
  );
});

test('a listener hears only its topics, and an event of two of them once', () => {
  const { feed, heard } = listening(['calls', 'queue']);
  feed.take(event(1, 'orders'));
  feed.take(event(2, 'calls'));
  feed.take(event(3, 'orders', 'calls', 'queue'));
  expect(heard).toEqual([2, 3]);
});

test('a listener learns once that its topics are covered, not again after a reconnection', () => {
  const feed = new LiveFeed();
  const covered: string[] = [];
  feed.listen({ topics: ['orders'], onCovered: () => covered.push('orders') });
  feed.cover(['orders']);
  feed.listen({ topics: ['calls', 'orders'], onCovered: () => covered.push('calls') });
  feed.cover(['calls', 'orders']);
  feed.cover(['calls', 'orders']);
  expect(covered).toEqual(['orders', 'calls']);
});

test('a listener that has left hears nothing, and its topic is asked for no longer', () => {
  const feed = new LiveFeed();
  const leave = feed.listen({ topics: ['orders', 'calls'], onEvent: () => expect.unreachable() });
  feed.listen({ topics: ['calls'] });
  expect(feed.topics()).toEqual(['calls', 'orders']);
  leave();
  feed.take(event(1));
  expect(feed.topics()).toEqual(['calls']);
});

test('board figures reach those who watch that board', () => {
  const feed = new LiveFeed();
  const seen: unknown[] = [];
  feed.listen({ topics: ['board:city'], onBoard: ({ values }) => seen.push(values) });
  feed.takeBoard({ topic: 'board:city', values: { waiting: 3 }, at: '2026-11-23T10:00:00Z' });
  feed.takeBoard({ topic: 'board:agency', values: { waiting: 9 }, at: '2026-11-23T10:00:00Z' });
  expect(seen).toEqual([{ waiting: 3 }]);
});
