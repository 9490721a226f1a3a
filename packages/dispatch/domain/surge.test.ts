import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followSurge, type Surge, type SurgeNews } from './surge.ts';

const START = Temporal.Instant.from('2026-08-08T10:00:00Z');
const rule = { surgeOrders: 5, surgeMinutes: 30 };
const at = (minute: number) => START.add({ seconds: Math.round(minute * 60) });

/** All orders in one go. */
const follow = (minutes: readonly number[]) => followSurge(null, minutes.map(at), [], rule);

test('as many as the rule says within its minutes are a surge; one too few, or too late, is none', () => {
  expect(follow([0, 1, 2, 3]).surge).toBeNull();
  expect(follow([0, 1, 2, 3, 30]).surge).toBeNull();
  expect(follow([0, 1, 2, 3, 29.9]).news).toEqual([{ step: 'raised', orders: 5 }]);
});

test('it holds for as long after the last moment at which there were so many', () => {
  const { surge } = follow([0, 1, 2, 3, 4, 20]);
  expect(surge).toMatchObject({ orders: 6, fromAt: at(0), heldAt: at(20), endsAt: at(50) });
  expect(follow([0, 1, 2, 3, 4, 33]).surge).toMatchObject({ orders: 6, heldAt: at(4) });
});

test('a surge is told anew each time it has doubled', () => {
  const { news } = follow(Array.from({ length: 50 }, (_, minute) => minute / 10));
  expect(news.map(({ orders }) => orders)).toEqual([5, 10, 20, 40]);
});

test('orders that come in crowds are counted as if they had come one by one', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(gaps, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60 }), (gap, sizes) => {
      let minute = 0;
      const all = gap.map((step) => {
        minute += step;
        return at(minute);
      });
      const inCrowds = (sizeOf: (nth: number) => number) => {
        let surge: Surge | null = null;
        const news: SurgeNews[] = [];
        for (let from = 0, nth = 0; from < all.length; nth++) {
          const to = Math.min(all.length, from + sizeOf(nth));
          const crowd = all.slice(from, to);
          const earlier = all.slice(Math.max(0, from - rule.surgeOrders), from);
          const after = followSurge(surge, crowd, earlier, rule);
          surge = after.surge;
          news.push(...after.news);
          from = to;
        }
        return { surge, news };
      };
      expect(inCrowds((nth) => sizes[nth] ?? 1)).toEqual(inCrowds(() => 1));
    }),
  );
});
