import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HELD_BACK, MOST_WAITING, newJitterBuffer, put, take } from './jitter-buffer.ts';

const packet = (seq: number) => Uint8Array.of(seq & 0xff, seq >> 8);
const numberOf = (taken: ReturnType<typeof take>) =>
  typeof taken === 'string' ? taken : (taken[0] ?? 0) + ((taken[1] ?? 0) << 8);

test('nothing is heard until some are held back; then one each time, and none at the end', () => {
  const buffer = newJitterBuffer();
  for (let seq = 0; seq < HELD_BACK - 1; seq += 1) put(buffer, seq, packet(seq));
  expect(take(buffer)).toBe('none');
  put(buffer, HELD_BACK - 1, packet(HELD_BACK - 1));
  const heard = Array.from({ length: HELD_BACK }, () => numberOf(take(buffer)));
  expect(heard).toEqual(Array.from({ length: HELD_BACK }, (_, seq) => seq));
  expect(take(buffer)).toBe('none');
});

test('one that was lost is told as lost; one that comes after its turn is left out', () => {
  const buffer = newJitterBuffer();
  for (const seq of [1, 2, 4, 5]) put(buffer, seq, packet(seq));
  expect([1, 2, 3].map(() => numberOf(take(buffer)))).toEqual([1, 2, 'lost']);
  put(buffer, 3, packet(3));
  expect([4, 5, 6].map(() => numberOf(take(buffer)))).toEqual([4, 5, 'none']);
});

test('whatever order they come in, over the end of the numbers too, each is heard once in order', () => {
  const few = fc.uniqueArray(fc.integer({ min: 0, max: MOST_WAITING - 1 }), {
    minLength: MOST_WAITING,
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffff }), few, (first, order) => {
      const buffer = newJitterBuffer();
      const seqs = order.map((at) => (first + at) & 0xffff);
      for (const seq of seqs) put(buffer, seq, packet(seq));
      const heard = order.map(() => numberOf(take(buffer)));
      expect(heard).toEqual(order.map((_, at) => (first + at) & 0xffff));
    }),
  );
});

test('a burst is cut to the newest few: nobody hears a voice half a second late', () => {
  const buffer = newJitterBuffer();
  for (let seq = 0; seq <= MOST_WAITING; seq += 1) put(buffer, seq, packet(seq));
  expect(buffer.waiting.size).toBe(HELD_BACK);
  expect(numberOf(take(buffer))).toBe(MOST_WAITING - HELD_BACK + 1);
});
