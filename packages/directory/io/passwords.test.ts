import { describe, expect, test } from 'vitest';
import { hashPassword, passwordFits } from './passwords.ts';

/** The middle of five measurements, ms. */
async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 5; n++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[2] ?? 0;
}

describe('a password', () => {
  test('is kept as argon2id with a salt of its own, and fits only itself', async () => {
    const kept = await hashPassword('demo1999');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await hashPassword('demo1999')).not.toBe(kept);
    expect(await passwordFits('demo1999', kept)).toBe(true);
    expect(await passwordFits('demo1998', kept)).toBe(false);
  });

  test('never fits where there is no such user, and saying so takes no less time', async () => {
    const kept = await hashPassword('demo1999');
    expect(await passwordFits('the password of nobody', null)).toBe(false);
    const unknown = await medianMs(() => passwordFits('wrong', null));
    const known = await medianMs(() => passwordFits('wrong', kept));
    expect(unknown).toBeGreaterThan(known / 4);
  });
});
