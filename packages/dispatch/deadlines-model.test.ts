import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderView } from './contract.ts';
import { recountOpenOrders } from './sweeps/recount-open-orders.ts';
import { sweepClocks } from './sweeps/sweep-clocks.ts';
import { type City, ok, startCity } from './testing/city.ts';
import { at, type Case, minuteOf, walked } from './testing/walked-due.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());

/** By the rule of now, in minutes; a changed rule stays for the orders of later stories. */
let within = 240;
const WITHIN_ACKNOWLEDGE = 15;
const now = () => minuteOf(city.clock.now());

/** One order's handle clock as the plain reference keeps it: a list of what happened, no more. */
class Kept {
  story: Case;
  breached: number | null = null;
  constructor(start: number) {
    this.story = {
      start,
      within,
      working: false,
      pauses: [],
      grants: [],
      inherited: [],
      notBefore: null,
    };
  }
  due = () => this.breached ?? walked(this.story).due;
  paused = () => this.breached === null && walked(this.story).paused !== null;
  /** The rule has changed, for what is open too; nothing becomes due before this moment. */
  follow(minutes: number) {
    if (this.breached !== null || now() <= this.story.start) return;
    this.story = { ...this.story, within: minutes };
    const { due, paused } = walked(this.story);
    if (paused === null && due < now()) this.story = { ...this.story, notBefore: now() };
  }
  /** Time has passed: nothing was changed since, so a due time gone by is a breach. */
  look() {
    if (this.breached === null && !this.paused() && now() > this.due()) this.breached = this.due();
  }
}

const step = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 150 }) }),
  fc.record({ do: fc.constant('extend' as const), minutes: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ do: fc.constant('policy' as const), minutes: fc.integer({ min: 10, max: 500 }) }),
  fc.record({
    do: fc.constantFrom(
      ...(['pause', 'pause', 'resume', 'attach', 'detach', 'sweep', 'acknowledge'] as const),
    ),
    minutes: fc.constant(0),
  }),
);

const reason = '隨機順序';

test('whatever is done in whatever order, due times and breaches are what a plain list of events says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      const child = await city.issue();
      const early = new Kept(now());
      city.clock.advance({ minutes: 20 });
      const parent = await city.issue();
      const kept = new Kept(now());
      const send = (order: OrderView, door: string, body: unknown = {}) =>
        city.who('supervisor1').post(`/api/orders/${order.id}/${door}`, body);
      const amend = (minutes: number) =>
        city.who('supervisor1').post('/api/dispatch/policies', {
          kind: 'handle',
          danger: true,
          typeCode: parent.typeCode,
          withinSeconds: minutes * 60,
          recompute: true,
        });
      let attached = false;
      let acknowledged: number | null = null;
      for (const { do: what, minutes } of steps) {
        if (what === 'pass') city.clock.advance({ minutes });
        kept.look();
        if (!attached) early.look();
        if (what === 'policy') {
          ok(await amend(minutes), 201);
          while ((await recountOpenOrders.run(city.app)) > 0);
          within = minutes;
          early.follow(minutes);
          if (kept.breached === null && kept.story.inherited.length > 0) {
            const inherited = kept.story.inherited.map((one) => ({ ...one, due: early.due() }));
            kept.story = { ...kept.story, inherited };
          }
          kept.follow(minutes);
        }
        if (what === 'acknowledge' && acknowledged === null) {
          const door = `/api/orders/${parent.id}/acknowledgement`;
          ok(await city.agencyClient('pwb-maintenance').post(door));
          acknowledged = now();
        }
        if (what === 'sweep') while ((await sweepClocks.run(city.app)) > 0);
        if (what === 'pause') {
          ok(await send(parent, 'pauses', { reason, kinds: ['handle'] }));
          kept.story = { ...kept.story, pauses: [...kept.story.pauses, { from: now(), to: null }] };
        }
        if (what === 'resume' && kept.story.pauses.some(({ to }) => to === null)) {
          ok(await send(parent, 'resume'));
          const pauses = kept.story.pauses.map(({ from, to }) => ({ from, to: to ?? now() }));
          kept.story = { ...kept.story, pauses };
        }
        if (what === 'extend') {
          const until = Math.max(now(), kept.due()) + minutes;
          const wish = { reason, kinds: ['handle'], until: at(until).toString() };
          const door = `/api/orders/${parent.id}/extension`;
          ok(await city.agencyClient('pwb-maintenance').post(door, wish));
          ok(await send(parent, 'extension/decision', { reason, decision: 'granted' }));
          if (kept.breached === null) {
            kept.story = { ...kept.story, grants: [...kept.story.grants, { at: now(), until }] };
          }
        }
        if (what === 'attach' && !attached) {
          attached = true;
          ok(await send(child, 'attach', { parentId: parent.id }));
          if (kept.breached === null && early.breached === null) {
            kept.story = { ...kept.story, inherited: [{ at: now(), due: early.due() }] };
          }
        }
        if (what === 'detach' && attached) {
          attached = false;
          ok(await send(child, 'detach'));
          if (kept.breached === null) kept.story = { ...kept.story, inherited: [] };
          early.look();
        }
        const clock = await city.clockOf(parent.id, 'handle');
        expect(minuteOf(Temporal.Instant.from(clock.dueAt)), what).toBe(kept.due());
        expect(clock.state === 'breached', what).toBe(kept.breached !== null);
        expect(clock.state === 'paused', what).toBe(kept.paused());
        const promise = await city.clockOf(parent.id, 'acknowledge');
        const latest = kept.story.start + WITHIN_ACKNOWLEDGE;
        expect(minuteOf(Temporal.Instant.from(promise.dueAt)), what).toBe(latest);
        const late = (acknowledged ?? now()) > latest;
        expect(['metLate', 'breached'].includes(promise.state), what).toBe(late);
        expect(promise.metAt !== null, what).toBe(acknowledged !== null);
        const own = await city.clockOf(child.id, 'handle');
        expect(minuteOf(Temporal.Instant.from(own.dueAt)), what).toBe(early.due());
        if (!attached) expect(own.state === 'breached', what).toBe(early.breached !== null);
      }
      // A rule changed in a later story is counted for what is open then, and for no more.
      for (const order of attached ? [parent] : [parent, child]) {
        ok(await send(order, 'release', { reason }));
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
