import { afterAll, beforeAll, expect, test } from 'vitest';
import { recountOpenOrders } from './sweeps/recount-open-orders.ts';
import { sweepClocks } from './sweeps/sweep-clocks.ts';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());

const ORDERS = 12;

test.each([
  ['before the sweep', 100, [[recountOpenOrders], [sweepClocks]]],
  ['beside the sweep', 150, [[recountOpenOrders, sweepClocks, recountOpenOrders, sweepClocks]]],
] as const)(
  'an amended rule counted %s: what was late stays so, the rest moves, each once',
  async (_, hours, rounds) => {
    const issue = () => city.issue({ type: 'streetLight' });
    const late = [];
    for (let n = 0; n < ORDERS; n++) late.push(await issue());
    city.clock.advance({ hours: 1 });
    const open = [];
    for (let n = 0; n < ORDERS; n++) open.push(await issue());
    const [first] = late;
    if (!first) throw new Error('no order');
    const due = Temporal.Instant.from((await city.clockOf(first.id, 'handle')).dueAt);
    city.clock.advance(city.clock.now().until(due).add({ milliseconds: 1 }));
    const rule = { kind: 'handle', danger: false, withinSeconds: hours * 3600, recompute: true };
    ok(await city.who('supervisor1').post('/api/dispatch/policies', rule), 201);

    const drain = async (sweep: typeof sweepClocks) => {
      while ((await sweep.run(city.app)) > 0);
    };
    for (const sweeps of rounds) await Promise.all(sweeps.map(drain));

    const eventsOf = async (id: string, type: string) => {
      const { timeline } = await city.order(id);
      return timeline.filter((line) => line.type === type && line.payload.kind === 'handle');
    };
    for (const { id, clocks } of late) {
      const promised = clocks.find(({ kind }) => kind === 'handle')?.dueAt;
      const clock = await city.clockOf(id, 'handle');
      expect(clock).toMatchObject({ state: 'breached', dueAt: promised, breachedAt: promised });
      expect(await eventsOf(id, 'clock.breached')).toHaveLength(1);
      expect(await eventsOf(id, 'clock.recomputed')).toHaveLength(0);
    }
    for (const { id, issuedAt } of open) {
      const clock = await city.clockOf(id, 'handle');
      const moved = Temporal.Instant.from(issuedAt).add({ hours }).toString();
      expect(clock).toMatchObject({ dueAt: moved, breachedAt: null });
      expect(await eventsOf(id, 'clock.breached')).toHaveLength(0);
      expect(await eventsOf(id, 'clock.recomputed')).toHaveLength(1);
    }
  },
);
