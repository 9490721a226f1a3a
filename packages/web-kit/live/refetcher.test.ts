import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refetcherOf } from './refetcher.ts';

let queries: QueryClient;
let fetched: string[];
let closers: (() => void)[];
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => setTimeout(frame, 16));
  queries = new QueryClient();
  fetched = [];
  closers = [];
});
afterEach(() => {
  for (const close of closers) close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Somebody looks at a query, which takes so long (ms) to fetch. */
async function look(name: string, ms = 5): Promise<void> {
  const queryFn = () => {
    fetched.push(name);
    return new Promise((resolve) => setTimeout(resolve, ms, name));
  };
  const observer = new QueryObserver(queries, { queryKey: [name], queryFn, retry: false });
  closers.push(observer.subscribe(() => {}));
  await vi.advanceTimersByTimeAsync(ms);
}

test('what several events and listeners ask for together is fetched once', async () => {
  await look('offer');
  await look('state');
  await look('untouched');
  fetched = [];
  const refetcher = refetcherOf(queries);
  for (const name of ['state', 'offer', 'state', 'offer', 'state']) refetcher.want([name]);
  await vi.advanceTimersByTimeAsync(50);
  expect(fetched).toEqual(['state', 'offer']);
  refetcher.want(['state']);
  await vi.advanceTimersByTimeAsync(50);
  expect(fetched).toEqual(['state', 'offer', 'state']);
});

test('what comes first has the way for itself until it is painted', async () => {
  await look('offer', 20);
  await look('state');
  fetched = [];
  refetcherOf(queries).want(['state']);
  refetcherOf(queries).want(['offer'], 'first');
  await vi.advanceTimersByTimeAsync(50);
  expect(fetched).toEqual(['offer']);
  await vi.advanceTimersByTimeAsync(20);
  expect(fetched).toEqual(['offer', 'state']);
});

test('the rest does not wait for ever for what comes first', async () => {
  await look('offer', 10_000);
  await look('state');
  fetched = [];
  refetcherOf(queries).want(['offer'], 'first');
  refetcherOf(queries).want(['state']);
  await vi.advanceTimersByTimeAsync(110);
  expect(fetched).toEqual(['offer', 'state']);
});

test('what changes all the time is fetched at once, and then twice a second', async () => {
  await look('queue');
  fetched = [];
  for (let at = 0; at < 1_200; at += 20) {
    refetcherOf(queries).want(['queue'], 'calm');
    await vi.advanceTimersByTimeAsync(20);
  }
  expect(fetched).toHaveLength(3);
  await vi.advanceTimersByTimeAsync(2_000);
  // The last change is not lost.
  expect(fetched).toHaveLength(4);
});
