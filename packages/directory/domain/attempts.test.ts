import { describe, expect, test } from 'vitest';
import { afterFailure, type GuessCount, lockedForMs } from './attempts.ts';

const limit = { failures: 5, withinMs: 900_000, lockMs: 900_000 };
const start = Temporal.Instant.from('2026-03-02T01:00:00Z');

function failTimes(times: number, gapMs: number): GuessCount | null {
  let count: GuessCount | null = null;
  for (let n = 0; n < times; n++) {
    count = afterFailure(count, limit, start.add({ milliseconds: n * gapMs }));
  }
  return count;
}

describe('wrong guesses', () => {
  test('four leave the door open, the fifth shuts it for a quarter of an hour', () => {
    expect(lockedForMs(failTimes(4, 0), start)).toBe(0);
    const shut = failTimes(5, 0);
    expect(lockedForMs(shut, start)).toBe(900_000);
    expect(lockedForMs(shut, start.add({ milliseconds: 899_999 }))).toBe(1);
    expect(lockedForMs(shut, start.add({ minutes: 15 }))).toBe(0);
  });

  test('older than a quarter of an hour no longer count', () => {
    expect(failTimes(5, 225_000)).toMatchObject({ failures: 1, lockedUntil: null });
    expect(failTimes(5, 224_999)?.lockedUntil).not.toBeNull();
  });

  test('after a lock the counting begins anew', () => {
    const after = afterFailure(failTimes(5, 0), limit, start.add({ minutes: 15 }));
    expect(after).toMatchObject({ failures: 1, lockedUntil: null });
  });
});
