import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numbersFor } from './chat-numbers.ts';

test('a chat keeps its number while others come and go; a new one takes the lowest free', () => {
  const two = numbersFor({}, ['a', 'b']);
  expect(two).toEqual({ a: 1, b: 2 });
  expect(numbersFor(two, ['b', 'c'])).toEqual({ b: 2, c: 1 });
});

test('no two chats ever have one number, and none changes its own', () => {
  const lists = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')));
  fc.assert(
    fc.property(lists, (steps) => {
      let before: Record<string, number> = {};
      for (const ids of steps) {
        const now = numbersFor(before, ids);
        expect(Object.keys(now).toSorted()).toEqual(ids.toSorted());
        expect(new Set(Object.values(now)).size).toBe(ids.length);
        for (const id of ids) if (before[id]) expect(now[id]).toBe(before[id]);
        before = now;
      }
    }),
  );
});
