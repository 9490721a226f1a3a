import { afterEach, beforeEach, expect, test } from 'vitest';
import { issueOrder } from './commands/issue-order.ts';
import { type City, startCity } from './testing/city.ts';
import { TimedCarrier } from './testing/timed-carrier.ts';
import { busiest, pacedDay, recordedDay, writeCalls } from './testing/typhoon-record.ts';

/** Orders of the drill; the whole day is drilled by `npm run drill`. */
const { DRILL_RECORD, DRILL_CALLS } = process.env;
const AFTERWARDS_MINUTES = 25;
/** Those who answer late do so in the first minutes of each hour; those who never do, never. */
const LATE_MINUTES = 12;
const late = ['water', 'transport'];
const never = ['environment', 'taipower'];

let city: City;
beforeEach(async () => {
  city = await startCity();
});
afterEach(() => city?.close());

test('a typhoon day floods no telephone and leaves no order unanswered in silence', {
  timeout: DRILL_RECORD ? 3_600_000 : 120_000,
}, async () => {
  const day = DRILL_RECORD ? await recordedDay(DRILL_RECORD) : pacedDay(39);
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
    start.until(at).total('minutes') % 60 < (mute.get(to) ?? 0) ? 'rings' : 'answers',
  );
  carrier.plugInto(city.app);
  const { caseId, matterIds } = await manyMatters(day.length);

  let issued = 0;
  const minutes = (day.at(-1)?.minute ?? 0) + AFTERWARDS_MINUTES;
  for (let minute = 0; minute <= minutes; minute += 1) {
    for (; (day[issued]?.minute ?? Number.POSITIVE_INFINITY) <= minute; issued += 1) {
      const matterId = matterIds[issued] ?? '';
      const agencyId = city.agency(day[issued]?.agency ?? '').id;
      await issueOrder(city.caller(), { caseId, matterId, agencyId });
    }
    city.clock.advance({ minutes: 1 });
    await carrier.tick(city.app);
    await city.settle();
  }
  if (DRILL_CALLS) await writeCalls(DRILL_CALLS, carrier.log);

  // No telephone has two calls at once.
  for (const [index, call] of carrier.log.entries()) {
    const before = carrier.log.slice(0, index).findLast(({ to }) => to === call.to);
    if (!before) continue;
    expect(before.until).not.toBeNull();
    expect(Temporal.Instant.compare(before.until ?? call.from, call.from)).toBeLessThanOrEqual(0);
  }
  // A telephone that nobody answers is left alone after the third ring; above all is the RDEC.
  const top = (await city.roster('rdec', 'rdec')).map(({ phone }) => phone);
  const rangOut = carrier.log.filter(({ to, spoken }) => spoken.length === 0 && !top.includes(to));
  expect(busiest(rangOut).quarter).toBeLessThanOrEqual(3);
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
  expect(left).toMatchObject({ all: day.length, silent: 0 });
  // Those who answer late are told of at the commission before they do.
  expect(left?.taken).toBeGreaterThan(day.length / 3);
  // Calls carried many orders each: far fewer rings than orders told by telephone.
  const told = carrier.log.reduce((sum, call) => sum + call.spoken.length, 0);
  expect(told).toBeGreaterThanOrEqual(day.length);
  expect(carrier.log.filter((call) => call.spoken.length > 0).length).toBeLessThan(told);
});

/** One case with as many matters as there will be orders, so that intake is not what is measured. */
async function manyMatters(count: number): Promise<{ caseId: string; matterIds: string[] }> {
  const { caseId, matterId } = await city.openCase();
  const rows = await city.app.sql<{ id: string }[]>`
    insert into matter select (jsonb_populate_record(null::matter,
      to_jsonb(m) || jsonb_build_object('id', gen_random_uuid()))).*
    from matter m, generate_series(2, ${count}::int) where m.id = ${matterId} returning id`;
  return { caseId, matterIds: [matterId, ...rows.map(({ id }) => id)] };
}
