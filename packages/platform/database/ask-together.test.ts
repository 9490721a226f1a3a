import { expect, test } from 'vitest';
import { askTogether } from './ask-together.ts';
import type { Reader } from './client.ts';

/** Tells its calls, and doubles; it refuses to double nothing. */
function doubling() {
  const calls: (readonly number[])[] = [];
  const double = async (_reader: Reader, numbers: readonly number[]) => {
    calls.push(numbers);
    if (numbers.includes(0)) throw new Error('nothing to double');
    return numbers.map((number) => 2 * number);
  };
  return { calls, double };
}
const one = {} as Reader;
const other = {} as Reader;

test('those who ask in one turn are asked for at once, each gets the own answer', async () => {
  const { calls, double } = doubling();
  const later = Promise.resolve().then(() => askTogether(one, 3, double));
  const asked = [askTogether(one, 1, double), askTogether(one, 2, double), later];
  expect(await Promise.all([...asked, askTogether(other, 4, double)])).toEqual([2, 4, 6, 8]);
  expect(calls).toEqual([[1, 2, 3], [4]]);
  expect(await askTogether(one, 5, double)).toBe(10);
});

test('what goes wrong is told to each of them, and to nobody after', async () => {
  const { double } = doubling();
  const asked = [askTogether(one, 1, double), askTogether(one, 0, double)];
  const told = await Promise.allSettled(asked);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await askTogether(one, 2, double)).toBe(4);
});
