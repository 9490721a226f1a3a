import { FollowedTime } from '@1999/platform';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderView } from './contract.ts';
import { sweepClocks } from './sweeps/sweep-clocks.ts';
import { type City, ok, startCity } from './testing/city.ts';

/** How often a host reads the database's time. */
const READ_EVERY_MS = 10_000;
const ACKNOWLEDGE_MS = 15 * 60_000;
const MINUTE = 60_000;

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());

/** A host whose monotonic counter runs true, under a database whose clock is put wrong. */
class Host {
  #monotonicMs = 0;
  #wrongBy = 0;
  readonly #start: number;
  readonly #time: FollowedTime;
  /** How often a step was told: each is an alarm. */
  alarms = 0;

  constructor(start: Temporal.Instant) {
    this.#start = start.epochMilliseconds;
    this.#time = new FollowedTime(this.#reading());
  }

  /** Milliseconds since the beginning as they truly are, and as the platform takes them. */
  get real(): number {
    return this.#monotonicMs;
  }
  get trusted(): number {
    return this.#time.at(this.#monotonicMs) - this.#start;
  }
  get suspect(): boolean {
    return this.#time.suspect(this.#monotonicMs);
  }

  jump(ms: number): void {
    this.#wrongBy += ms;
  }

  /** Time passes up to the next reading; the platform's clock and its sweep follow. */
  async pass(): Promise<void> {
    this.#monotonicMs += READ_EVERY_MS;
    if (this.#time.read(this.#reading()) !== 0) this.alarms += 1;
    city.clock.set(Temporal.Instant.fromEpochMilliseconds(this.#start + this.trusted));
    city.clock.suspect = this.suspect;
    while ((await sweepClocks.run(city.app)) > 0);
  }

  #reading() {
    const epochMs = this.#start + this.#monotonicMs + this.#wrongBy;
    return { epochMs, monotonicMs: this.#monotonicMs };
  }
}

/** What a plain list of moments says of one order's promise to acknowledge. */
interface Kept {
  readonly order: OrderView;
  readonly due: number;
  acknowledged: number | null;
  /** When, by the trusted time, it was first seen late without suspicion. */
  recorded: number | null;
}

const walk = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), by: fc.nat(30) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('jump' as const),
        by: fc.oneof(fc.integer({ min: -90, max: 90 }), fc.constantFrom(-60, 60)),
      }),
    },
    // Wrong for less than a minute, then right again, as a host that is being mended.
    { weight: 2, arbitrary: fc.record({ do: fc.constant('blink' as const), by: fc.nat(240) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('issue' as const), by: fc.nat(0) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), by: fc.nat(5) }) },
  ),
  { minLength: 6, maxLength: 16 },
);

test('however the database’s clock jumps: suspended and alarmed, nothing early, double or missing', async () => {
  await fc.assert(
    fc.asyncProperty(walk, async (steps) => {
      const host = new Host(city.clock.now());
      const kept: Kept[] = [];
      let jumps = 0;
      const issue = async () => {
        const order = await city.issue();
        const due = host.trusted + ACKNOWLEDGE_MS;
        kept.push({ order, due, acknowledged: null, recorded: null });
      };
      const pass = async (readings: number) => {
        for (let n = 0; n < readings; n++) {
          await host.pass();
          for (const one of kept) {
            const late = one.acknowledged === null && host.trusted > one.due;
            if (late && !host.suspect) one.recorded ??= host.trusted;
          }
        }
      };
      await issue();
      for (const { do: what, by } of steps) {
        if (what === 'pass') await pass(by);
        if (what === 'issue') await issue();
        if (what === 'jump') {
          host.jump(by * MINUTE);
          if (by !== 0) jumps += 1;
          await pass(1);
        }
        if (what === 'blink') {
          const before = host.trusted - host.real;
          host.jump(by * MINUTE);
          await pass(3);
          host.jump(-by * MINUTE);
          await pass(1);
          // Nothing was judged by the wrong time.
          if (jumps === 0) expect(host.trusted - host.real).toBe(before);
        }
        if (what === 'acknowledge') {
          const one = kept[by % kept.length];
          if (!one || one.acknowledged !== null) continue;
          const door = `/api/orders/${one.order.id}/acknowledgement`;
          ok(await city.agencyClient('pwb-maintenance').post(door, {}));
          one.acknowledged = host.trusted;
        }
      }
      // The clock rests: whatever is due by then has its row, whatever happened before.
      await pass(14);
      expect(host.suspect).toBe(false);
      if (jumps > 0) expect(host.alarms).toBeGreaterThan(0);
      for (const one of kept) {
        const clock = await city.clockOf(one.order.id, 'acknowledge');
        const start = Temporal.Instant.from(clock.startedAt).epochMilliseconds;
        expect(Temporal.Instant.from(clock.dueAt).epochMilliseconds - start).toBe(ACKNOWLEDGE_MS);
        const lateAnswer = one.acknowledged !== null && one.acknowledged > one.due;
        const breached = one.recorded !== null || lateAnswer;
        expect(clock.breachedAt, 'none missing, none early').toBe(breached ? clock.dueAt : null);
        if (breached) {
          const recorded = Temporal.Instant.from(clock.recordedAt ?? '').epochMilliseconds - start;
          expect(recorded, 'never before it is due').toBeGreaterThan(ACKNOWLEDGE_MS);
        }
        const story = await city.story(one.order.id);
        const [row] = await city.app.sql<{ n: number }[]>`
          select count(*)::int as n from journal_all j join order_clock c on c.id = j.subject_id
          where c.order_id = ${one.order.id} and c.kind = 'acknowledge'
            and j.type = 'clock.breached'`;
        expect(row?.n, `none double: ${story}`).toBe(breached ? 1 : 0);
        const release = { reason: '隨機順序' };
        ok(await city.who('supervisor1').post(`/api/orders/${one.order.id}/release`, release));
      }
    }),
    { numRuns: 20 },
  );
}, 240_000);
