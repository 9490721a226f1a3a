import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FollowedTime } from './followed-time.ts';

const START = Date.parse('2026-03-02T01:00:00Z');
const EVERY = 10_000;

/** A host and a database whose clock can be put wrong; read every ten seconds. */
function following() {
  let monotonicMs = 5_000;
  let wrongBy = 0;
  const real = () => START + monotonicMs - 5_000;
  const reading = () => ({ epochMs: real() + wrongBy, monotonicMs });
  const time = new FollowedTime(reading());
  const steps: number[] = [];
  let latest = time.at(monotonicMs);
  let back = false;
  return {
    steps,
    wentBack: () => back,
    jump: (ms: number) => {
      wrongBy += ms;
    },
    /** So many readings go by. */
    pass: (readings: number) => {
      for (let n = 0; n < readings; n++) {
        monotonicMs += EVERY;
        const step = time.read(reading());
        if (step !== 0) steps.push(step);
        back ||= time.at(monotonicMs) < latest;
        latest = time.at(monotonicMs);
      }
    },
    off: () => time.at(monotonicMs) - real(),
    suspect: () => time.suspect(monotonicMs),
  };
}

describe('the database’s time, followed', () => {
  test('drifts are followed without suspicion', () => {
    const host = following();
    for (let n = 0; n < 20; n++) {
      host.jump(1_500);
      host.pass(1);
      expect(host.suspect()).toBe(false);
    }
    expect(host.off()).toBe(30_000);
    expect(host.steps).toEqual([]);
  });

  test.each([3_600_000, -3_600_000, 2_001])(
    'a step of %i ms is told once, and not taken at once',
    (ms) => {
      const host = following();
      host.jump(ms);
      host.pass(3);
      expect(host.steps).toEqual([ms]);
      expect(host.suspect()).toBe(true);
      expect(host.off()).toBe(0);
    },
  );

  test('a step that holds for a minute is taken', () => {
    const host = following();
    host.jump(3_600_000);
    host.pass(6);
    expect(host).toMatchObject({ steps: [3_600_000] });
    expect(host.suspect()).toBe(true);
    host.pass(1);
    expect(host.suspect()).toBe(false);
    expect(host.off()).toBe(3_600_000);
  });

  test('a step that goes away has changed nothing, and stays suspect for a minute more', () => {
    const host = following();
    host.jump(3_600_000);
    host.pass(3);
    host.jump(-3_600_000);
    host.pass(1);
    expect(host.off()).toBe(0);
    expect(host.suspect()).toBe(true);
    host.pass(6);
    expect(host.suspect()).toBe(false);
    expect(host.steps).toEqual([3_600_000]);
  });

  test('time that was put back is waited for: it goes on at half speed and never goes back', () => {
    const host = following();
    host.jump(-60_000);
    host.pass(7);
    expect(host.off()).toBe(0);
    host.pass(6);
    expect(host.off()).toBe(-30_000);
    host.pass(6);
    expect(host.off()).toBe(-60_000);
    host.pass(6);
    expect(host.off()).toBe(-60_000);
  });

  test('whatever it does, it never goes back, is right while unsuspected, and comes to rest', () => {
    const walk = fc.array(
      fc.record({
        jump: fc.oneof(
          { weight: 3, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.integer({ min: -600_000, max: 600_000 }) },
          { weight: 1, arbitrary: fc.integer({ min: -3_000, max: 3_000 }) },
        ),
        readings: fc.integer({ min: 1, max: 12 }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(walk, (steps) => {
        const host = following();
        let wrongBy = 0;
        for (const { jump, readings } of steps) {
          host.jump(jump);
          wrongBy += jump;
          host.pass(readings);
          // Ahead of the database's at most by what that was put back.
          if (!host.suspect()) expect(host.off()).toBeGreaterThanOrEqual(wrongBy);
          expect(host.wentBack()).toBe(false);
        }
        host.pass(3_000);
        expect(host.suspect()).toBe(false);
        expect(host.off()).toBe(wrongBy);
      }),
    );
  });
});
