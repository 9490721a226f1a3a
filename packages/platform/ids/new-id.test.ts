import { expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '../index.ts';

test('ids made one after another are in order, however many come in a millisecond', () => {
  const made = Array.from({ length: 3_000 }, newId);
  expect(made.toSorted()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  for (const id of made) expect(z.uuidv7().safeParse(id).success, id).toBe(true);
});

test('an id says when it was made, to the millisecond', () => {
  const before = Date.now();
  const made = Number.parseInt(newId().replace('-', '').slice(0, 12), 16);
  expect(made).toBeGreaterThanOrEqual(before);
  expect(made).toBeLessThanOrEqual(Date.now());
});
