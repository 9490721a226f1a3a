import { randomUUIDv7 } from 'node:crypto';
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
  const moment = (id: string) => id.slice(0, 13);
  const before = moment(randomUUIDv7());
  const made = moment(newId());
  const after = moment(randomUUIDv7());
  expect([before, made, after]).toEqual([before, made, after].toSorted());
});
