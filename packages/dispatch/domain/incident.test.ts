import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metresBetween } from './distance.ts';
import { belongsWith, type Member, type Neighbour, planMerge } from './incident.ts';
import { whyNotAttach } from './merge.ts';

const noon = Temporal.Instant.from('2026-03-01T04:00:00Z');
const rule = { metres: 100, minutes: 60, surgeOrders: 10, surgeMinutes: 30 };
/** One degree of latitude is 111,195 m on the sphere that distances are counted on. */
const metresNorth = (metres: number) => 22.64 + metres / 111_194.93;
const at = (id: string, metres: number, minutes: number, incidentId: string | null = null) => ({
  id,
  lat: metresNorth(metres),
  lng: 120.3,
  issuedAt: noon.add({ seconds: Math.round(minutes * 60) }),
  incidentId,
});
const order = at('z', 0, 0);

describe('what a new order belongs with', () => {
  test.each<[string, Neighbour[], string | null]>([
    ['nothing near: it stands alone', [], null],
    ['within distance and time', [at('a', 99, -59)], 'a'],
    ['just too far', [at('a', 101, 0)], null],
    ['just too long ago', [at('a', 0, -61)], null],
    ['exactly as long ago as the rule says', [at('a', 0, -60)], 'a'],
    ['the nearest of two', [at('far', 80, 0), at('near', 20, 0)], 'near'],
    ['an incident before a nearer single order', [at('near', 5, 0), at('a', 90, 0, 'i')], 'a'],
    ['not an incident out of reach', [at('near', 5, 0), at('a', 101, 0, 'i')], 'near'],
    ['not what came after it', [at('a', 0, 1)], null],
    ['not itself', [at('z', 0, 0)], null],
  ])('%s', (_what, neighbours, expected) => {
    expect(belongsWith(order, neighbours, rule)?.id ?? null).toBe(expected);
  });

  test('is always within both limits, and never is something nearer of its kind passed over', () => {
    const neighbour = fc.record({
      metres: fc.integer({ min: 0, max: 200 }),
      minutes: fc.integer({ min: -120, max: 0 }),
      inIncident: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(neighbour, { maxLength: 12 }), (drawn) => {
        const all = drawn.map(({ metres, minutes, inIncident }, i) =>
          at(`o${i}`, metres, minutes, inIncident ? 'i' : null),
        );
        const within = all.filter(
          (one) =>
            metresBetween(one, order) <= 100 && one.issuedAt.until(noon).total('minutes') <= 60,
        );
        const found = belongsWith(order, all, rule);
        if (within.length === 0) expect(found).toBeNull();
        else {
          const kind = within.some((one) => one.incidentId) ? 'i' : null;
          const nearest = Math.min(
            ...within
              .filter((one) => one.incidentId === kind)
              .map((one) => metresBetween(one, order)),
          );
          expect(found?.incidentId).toBe(kind);
          expect(found && metresBetween(found, order)).toBe(nearest);
        }
      }),
    );
  });
});

const member = fc.record({
  id: fc.uuid(),
  state: fc.constantFrom('issued', 'acknowledged', 'reported', 'closed', 'released'),
  danger: fc.boolean(),
  parentId: fc.option(fc.uuid(), { freq: 3 }),
  hasChildren: fc.boolean(),
  issuedAt: fc.integer({ min: 0, max: 60 }).map((minutes) => noon.add({ minutes })),
}) satisfies fc.Arbitrary<Member>;

describe('merging an incident', () => {
  test('only open orders on their own take part, each once, and only as merging allows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: ({ id }) => id, maxLength: 8 }), (members) => {
        const alone = members.filter(
          ({ state, parentId }) => state !== 'closed' && state !== 'released' && parentId === null,
        );
        const plan = planMerge(members);
        if (!plan) {
          expect(alone).toEqual([]);
          return;
        }
        const { lead, attach, skipped } = plan;
        const ids = [lead, ...attach, ...skipped].map(({ id }) => id);
        expect(ids.toSorted()).toEqual(alone.map(({ id }) => id).toSorted());
        for (const one of attach) expect(whyNotAttach(one, lead)).toBeNull();
        // A lead that is a danger refuses none but those who lead others themselves.
        for (const one of skipped) expect(one.hasChildren).toBe(true);
        if (alone.some(({ danger }) => danger)) expect(lead.danger).toBe(true);
      }),
    );
  });
});
