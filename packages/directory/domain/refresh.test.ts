import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideRefresh } from './refresh.ts';

const now = Temporal.Instant.from('2026-03-02T01:00:00Z');
const later = now.add({ hours: 1 });
const fresh = {
  usedAt: null,
  sessionExpiresAt: later,
  sessionRevoked: false,
  userRefused: false,
};
const used = (ms: number) => ({ ...fresh, usedAt: now.subtract({ milliseconds: ms }) });

describe('a refresh token', () => {
  test.each([
    ['that is the newest gives a successor', fresh, 'rotate'],
    ['used just now gives the same successor', used(0), 'repeat'],
    ['used exactly 30 s ago gives it still', used(30_000), 'repeat'],
    ['used a millisecond longer ago means theft', used(30_001), 'theft'],
    ['of a revoked sign-in is refused', { ...fresh, sessionRevoked: true }, 'refuse'],
    ['of a refused user is refused', { ...fresh, userRefused: true }, 'refuse'],
    ['at the end of the sign-in is refused', { ...fresh, sessionExpiresAt: now }, 'refuse'],
  ])('%s', (_name, token, expected) => {
    expect(decideRefresh(token, now)).toBe(expected);
  });

  test('of a sign-in that has ended is never traded, whatever else is true of it', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 0, max: 1e7 })),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: -1e6, max: 1e6 }),
        (usedMsAgo, sessionRevoked, userRefused, msLeft) => {
          const decision = decideRefresh(
            {
              usedAt: usedMsAgo === null ? null : now.subtract({ milliseconds: usedMsAgo }),
              sessionExpiresAt: now.add({ milliseconds: msLeft }),
              sessionRevoked,
              userRefused,
            },
            now,
          );
          const ended = sessionRevoked || userRefused || msLeft <= 0;
          expect(decision === 'refuse').toBe(ended);
        },
      ),
    );
  });
});
