import { afterEach, beforeEach, expect, test } from 'vitest';

import { issueOrder } from './commands/issue-order.ts';
import { type City, startCity } from './testing/city.ts';
import { TimedCarrier } from './testing/timed-carrier.ts';

/**
 * A small typhoon: Taipei took 1,276 dispatch orders on the day after one in 2015, 358 of them
 * trees; here are so many in the same share, at a pace of 13 a minute.
 */
const ORDERS = 39;
const TREES = Math.round((ORDERS * 358) / 1276);
const ARRIVE_MINUTES = Math.ceil(ORDERS / 13);
const AFTERWARDS_MINUTES = 25;
const STEP_SECONDS = 60;
const LATE_MINUTES = 12;

/** Who answers late, and who never does; everybody else answers. */
const late = ['water', 'transport'];
const never = ['environment', 'taipower'];
const others = ['water', 'environment', 'transport', 'public-works', 'taipower', 'office-sanmin'];

let city: City;
beforeEach(async () => {
  city = await startCity();
});
afterEach(() => city?.close());

test('a typhoon day floods no telephone and leaves no order unanswered in silence', {
  timeout: 120_000,
}, async () => {
  const start = city.clock.now();
  const mute = new Map<string, number>();
  for (const code of [...late, ...never]) {
    for (const level of ['unit', 'chief', 'bureau'] as const) {
      for (const { phone } of await city.roster(code, level)) {
        mute.set(phone, late.includes(code) ? LATE_MINUTES : Number.POSITIVE_INFINITY);
      }
    }
  }
  const carrier = new TimedCarrier((to, at) =>
    start.until(at).total('minutes') < (mute.get(to) ?? 0) ? 'rings' : 'answers',
  );
  carrier.plugInto(city.app);
  const { caseId, matterIds } = await manyMatters(ORDERS);

  let issued = 0;
  const steps = ((ARRIVE_MINUTES + AFTERWARDS_MINUTES) * 60) / STEP_SECONDS;
  for (let step = 1; step <= steps; step += 1) {
    city.clock.advance({ seconds: STEP_SECONDS });
    const due = Math.min(ORDERS, Math.ceil((step * STEP_SECONDS * ORDERS) / (ARRIVE_MINUTES * 60)));
    for (; issued < due; issued += 1) {
      const matterId = matterIds[issued] ?? '';
      const agencyId = city.agency(agencyOf(issued)).id;
      await issueOrder(city.caller(), { caseId, matterId, agencyId });
    }
    await carrier.tick(city.app);
    await city.settle();
  }

  // No telephone has two calls at once.
  for (const [index, call] of carrier.log.entries()) {
    const before = carrier.log.slice(0, index).findLast(({ to }) => to === call.to);
    if (!before) continue;
    expect(before.until).not.toBeNull();
    expect(Temporal.Instant.compare(before.until ?? call.from, call.from)).toBeLessThanOrEqual(0);
  }
  // No clock rings a telephone three times in a quarter of an hour.
  const [often] = await city.app.sql`
    select count(*)::int as n from (
      select d.queued_at - lag(d.queued_at, 2) over (
        partition by c.phone_key, d.ref_id, coalesce(d.params ->> 'clock', 'acknowledge')
        order by d.queued_at) as within
      from delivery d join automated_call c on c.id = d.call_id) third
    where within < interval '15 minutes'`;
  expect(often?.n).toBe(0);
  // Every order is taken on, or stands at the commission with an alarm.
  const [left] = await city.app.sql`
    select count(*)::int as all, count(*) filter (where o.state = 'acknowledged')::int as taken,
      count(*) filter (where o.state = 'issued' and not exists (select from journal_all j
        where j.subject_id = o.id and j.type = 'order.escalated'
          and j.payload ->> 'level' = 'rdec'))::int as silent
    from work_order o`;
  expect(left).toMatchObject({ all: ORDERS, silent: 0 });
  // Those who answer late are told of at the commission before they do.
  expect(left?.taken).toBeGreaterThan(ORDERS / 3);
  // Calls carried many orders each: far fewer rings than orders told by telephone.
  const told = carrier.log.reduce((sum, call) => sum + call.spoken.length, 0);
  expect(told).toBeGreaterThanOrEqual(ORDERS);
  expect(carrier.log.filter((call) => call.spoken.length > 0).length).toBeLessThan(told);
});

/** Trees to the maintenance office, the rest dealt out in turn, mixed as they come in. */
function agencyOf(nth: number): string {
  const isTree = Math.floor(((nth + 1) * TREES) / ORDERS) > Math.floor((nth * TREES) / ORDERS);
  return isTree ? 'pwb-maintenance' : (others[nth % others.length] ?? '');
}

/** One case with as many matters as there will be orders, so that intake is not what is measured. */
async function manyMatters(count: number): Promise<{ caseId: string; matterIds: string[] }> {
  const { caseId, matterId } = await city.openCase();
  const rows = await city.app.sql<{ id: string }[]>`
    insert into matter select (jsonb_populate_record(null::matter,
      to_jsonb(m) || jsonb_build_object('id', gen_random_uuid()))).*
    from matter m, generate_series(2, ${count}::int) where m.id = ${matterId} returning id`;
  return { caseId, matterIds: [matterId, ...rows.map(({ id }) => id)] };
}
