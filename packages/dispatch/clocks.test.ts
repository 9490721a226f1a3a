import { inTransaction, newId } from '@1999/platform';
import { nextDues } from '@1999/platform/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OrderView } from './contract.ts';
import { sweepClocks } from './sweeps/sweep-clocks.ts';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());
beforeEach(async () => {
  // Whatever earlier tests left running is of no concern to the next one.
  await city.app.sql`update order_clock set next_at = null`;
});

async function sweepAll(): Promise<number> {
  let swept = 0;
  for (let batch = -1; batch !== 0; swept += batch) batch = await sweepClocks.run(city.app);
  return swept;
}

const acknowledge = (order: OrderView) =>
  city.agencyClient('pwb-maintenance').post(`/api/orders/${order.id}/acknowledgement`, {});

describe('a clock', () => {
  test('an acknowledgement exactly at its due time is met; a millisecond later it is a breach', async () => {
    const [inTime, late] = [await city.issue(), await city.issue()];
    const { dueAt } = await city.clockOf(inTime.id, 'acknowledge');
    city.clock.set(dueAt);
    expect((await city.clockOf(inTime.id, 'acknowledge')).state).not.toBe('breached');
    ok(await acknowledge(inTime));
    city.clock.advance({ milliseconds: 1 });
    ok(await acknowledge(late));
    expect(await city.clockOf(inTime.id, 'acknowledge')).toMatchObject({
      state: 'met',
      breachedAt: null,
    });
    expect(await city.clockOf(late.id, 'acknowledge')).toMatchObject({
      state: 'metLate',
      breachedAt: dueAt,
    });
  });

  test('a read shows the breach at once, the sweep records it once, a later answer leaves it', async () => {
    const order = await city.issue();
    const { dueAt } = await city.clockOf(order.id, 'acknowledge');
    city.clock.set(Temporal.Instant.from(dueAt).add({ milliseconds: 1 }));
    expect(await city.clockOf(order.id, 'acknowledge')).toMatchObject({
      state: 'breached',
      breachedAt: null,
    });
    await sweepAll();
    await sweepAll();
    ok(await acknowledge(order));
    const clock = await city.clockOf(order.id, 'acknowledge');
    expect(clock).toMatchObject({ state: 'metLate', breachedAt: dueAt });
    const breaches = (await city.story(order.id)).filter((type) => type === 'clock.breached');
    expect(breaches).toHaveLength(1);
    await expect(
      city.app.sql`update order_clock set breached_at = null, recorded_at = null
        where order_id = ${order.id}`,
    ).rejects.toThrow('stands');
  });

  test('warns at 50, 75 and 90 percent, each once; after an outage only the last', async () => {
    const order = await city.issue();
    const percents = async () =>
      (await city.order(order.id)).timeline
        .filter((line) => line.type === 'clock.warned' && line.payload.kind === 'acknowledge')
        .map((line) => line.payload.percent);
    city.clock.advance({ minutes: 7, seconds: 29 });
    await sweepAll();
    expect(await percents()).toEqual([]);
    city.clock.advance({ seconds: 1 });
    await sweepAll();
    await sweepAll();
    expect(await percents()).toEqual([50]);
    expect((await city.clockOf(order.id, 'acknowledge')).state).toBe('warned');
    city.clock.advance({ minutes: 6, seconds: 15 });
    await sweepAll();
    expect(await percents()).toEqual([50, 90]);
  });

  test('the sweep asks to be woken at the very moment something is due', async () => {
    const nextDue = async () => (await nextDues(city.app, [sweepClocks]))[0];
    const order = await city.issue();
    const start = Temporal.Instant.from(order.issuedAt);
    const next = await nextDue();
    expect(next?.equals(start.add({ minutes: 7, seconds: 30 }))).toBe(true);
    ok(await acknowledge(order));
    const after = await nextDue();
    expect(after?.equals(start.add({ hours: 1 }))).toBe(true);
  });

  test('while the clock is suspect no breach is written', async () => {
    const order = await city.issue();
    city.clock.advance({ minutes: 20 });
    city.clock.suspect = true;
    expect(await sweepClocks.run(city.app)).toBe(0);
    city.clock.suspect = false;
    await sweepAll();
    expect((await city.clockOf(order.id, 'acknowledge')).recordedAt).not.toBeNull();
  });

  test('an answer and a sweep at the same moment agree on one outcome', async () => {
    const orders: OrderView[] = [];
    for (let i = 0; i < 12; i += 1) orders.push(await city.issue());
    city.clock.advance({ minutes: 15, milliseconds: 1 });
    const [, ...answers] = await Promise.all([sweepAll(), ...orders.map(acknowledge)]);
    expect(answers.map((answer) => answer.status)).toEqual(orders.map(() => 200));
    for (const order of orders) {
      const story = await city.story(order.id);
      expect(story.filter((type) => type === 'clock.breached')).toHaveLength(1);
      expect((await city.clockOf(order.id, 'acknowledge')).state).toBe('metLate');
    }
  });
});

test('10,000 due at once are each recorded once by two sweepers, the dangers before the rest', async () => {
  const order = await city.issue();
  await multiply(order, 10_000, 1_000);
  city.clock.advance({ minutes: 15, milliseconds: 1 });
  await city.app.sql`update order_clock set next_at = null where order_id = ${order.id}`;
  const sealedBefore = await breachCount();
  const [first, second] = await Promise.all([sweepAll(), sweepAll()]);
  expect(first + second).toBe(10_000);
  expect(Math.min(first, second)).toBeGreaterThan(0);
  expect((await breachCount()) - sealedBefore).toBe(10_000);
  const written = await city.app.sql<{ danger: boolean; seq: number }[]>`
    select (payload ->> 'danger')::boolean as danger,
      row_number() over (order by seq)::int as seq
    from journal_inbox where type = 'clock.breached' order by seq desc limit 10000`;
  const lastDanger = Math.max(...written.filter((row) => row.danger).map((row) => row.seq));
  const firstSeq = Math.min(...written.map((row) => row.seq));
  expect(written.filter((row) => row.danger)).toHaveLength(1_000);
  // Two sweepers hold a batch each, so the last danger lies at most a batch behind the thousandth.
  expect(lastDanger - firstSeq).toBeLessThan(1_000 + 2 * 500);
  const rounds = await city.app.sql`select count(*)::int as n from escalation
    where cause = 'breached' and clock_kind = 'acknowledge'`;
  expect(rounds[0]?.n).toBe(10_000);
}, 120_000);

async function breachCount(): Promise<number> {
  const [row] = await city.app.sql`
    select count(*)::int as n from journal_inbox where type = 'clock.breached'`;
  return row?.n;
}

/** Copies an order's row many times, each with one acknowledge clock due at the same moment. */
async function multiply(order: OrderView, count: number, dangers: number): Promise<void> {
  await inTransaction(city.caller(), async ({ tx }) => {
    const rows = Array.from({ length: count }, (_, i) => ({
      id: newId(),
      matter: newId(),
      clock: newId(),
      number: `INS999999${String(i).padStart(5, '0')}`,
      danger: i % (count / dangers) === 0,
    }));
    const json = JSON.stringify(rows);
    const given = sql`jsonb_to_recordset(${json}::jsonb)
      as row (id uuid, matter uuid, clock uuid, number text, danger boolean)`;
    await tx.execute(sql`
      insert into matter (id, case_id, type_code, district_code, place_sealed, description_sealed,
        opened_at)
      select row.matter, m.case_id, m.type_code, m.district_code, m.place_sealed,
        m.description_sealed, m.opened_at
      from ${given}, matter m where m.id = ${order.matterId}`);
    await tx.execute(sql`
      insert into work_order (id, number, case_id, matter_id, citizen_id, agency_id, type_code,
        district_code, danger, state, issued_at)
      select row.id, row.number, o.case_id, row.matter, o.citizen_id, o.agency_id, o.type_code,
        o.district_code, row.danger, 'issued', o.issued_at
      from ${given}, work_order o where o.id = ${order.id}`);
    await tx.execute(sql`
      insert into order_clock (id, order_id, kind, policy_id, danger, started_at, due_at,
        warn_percents, warn_at, next_at)
      select row.clock, row.id, 'acknowledge', k.policy_id, row.danger, k.started_at, k.due_at,
        '{}', '{}', k.due_at + interval '1 millisecond'
      from ${given}, order_clock k where k.order_id = ${order.id} and k.kind = 'acknowledge'`);
  });
}
