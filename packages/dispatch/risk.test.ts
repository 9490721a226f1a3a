import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inTransaction } from '@1999/platform';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { trainRisk } from './commands/train-risk.ts';
import type { OrderRow, OrderView, RiskModelView } from './contract.ts';
import { pastOrders } from './io/past-orders.ts';
import { type City, ok, startCity } from './testing/city.ts';
import { type PlantedOrder, plantPastOrders } from './testing/plant-past-orders.ts';

let city: City;
let owner: Sql;
let template: OrderView;
/** Begins long before what the tests issue, and ends 37 days later. */
const FROM = Temporal.Instant.from('2026-01-15T00:00:00+08:00');

const supervisor = () => city.who('supervisor1');
const trainNow = () => inTransaction(city.caller(), trainRisk);
const model = async () => ok<RiskModelView>(await supervisor().get('/api/dispatch/risk'));
const list = async (query = '') => ok<OrderRow[]>(await supervisor().get(`/api/orders?${query}`));
const riskOf = async (id: string) => (await city.order(id)).risk;

/** Street lights of the Water bureau are late six times of ten, those of maintenance hardly ever. */
function history(count: number, late: (index: number, water: boolean) => boolean): PlantedOrder[] {
  return Array.from({ length: count }, (_, index) => {
    // Steps that share no factor with the hours of a day or with each other: a scattered record.
    const water = (index * 7919) % 101 < 34;
    return {
      typeCode: 'streetLight',
      agencyId: city.agency(water ? 'water' : 'pwb-maintenance').id,
      startedAt: FROM.add({ minutes: Math.floor(((index * 6151) % 9973) * 5.4) }),
      missed: late((index * 104_729) % 997, water),
    };
  });
}

beforeAll(async () => {
  city = await startCity();
  owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
  template = await city.issue({ type: 'streetLight' });
});
afterAll(async () => {
  await owner?.end();
  await city?.close();
});

describe('before there is a model', () => {
  test('no order has a chance, the sort falls back on the due time, and it says why', async () => {
    expect(await model()).toMatchObject({ state: 'off', reason: 'neverTrained', calibration: [] });
    const [byRisk, byDue] = [await list('sort=risk'), await list('sort=due')];
    expect(byRisk).toEqual(byDue);
    expect(byRisk.map(({ risk }) => risk)).toEqual([null]);
  });

  test('trained on next to nothing it stays off, says so, and is journalled', async () => {
    await trainNow();
    expect(await model()).toMatchObject({ state: 'off', reason: 'tooFewOrders', rows: 0 });
    await city.settle();
    const [entry] = await city.app.sql`
      select subject_type, payload from journal where type = 'riskModel.trained'`;
    expect(entry).toMatchObject({
      subject_type: 'riskModel',
      payload: { state: 'off', reason: 'tooFewOrders', rows: 0, misses: 0 },
    });
  });

  test('who may read it: supervisors and agencies, not agents; an unknown sort is refused', async () => {
    expect((await city.agencyClient('water').get('/api/dispatch/risk')).status).toBe(200);
    expect((await city.who('agent1').get('/api/dispatch/risk')).status).toBe(403);
    expect((await supervisor().get('/api/orders?sort=a%ED%A0%80b')).status).toBe(400);
    expect((await supervisor().get('/api/orders?sort=chance')).status).toBe(400);
  });
});

describe('with a year’s record', () => {
  let quick: OrderView;
  let slow: OrderView;
  beforeAll(async () => {
    quick = template;
    slow = await city.issue({ type: 'streetLight', agency: 'water' });
    const late = (index: number, water: boolean) => (water ? index % 5 < 3 : index % 19 === 1);
    await plantPastOrders(owner, template.id, history(900, late));
    await trainNow();
    await city.settle();
  });

  test('it is on, beats the base rate on the later orders, and shows its calibration', async () => {
    const seen = await model();
    expect(seen).toMatchObject({ state: 'on', reason: null, rows: 900 });
    expect(seen.brier).toBeLessThan(seen.baseBrier ?? 0);
    expect(seen.calibration.reduce((sum, { orders }) => sum + orders, 0)).toBe(270);
    const filled = seen.calibration.filter(({ orders }) => orders > 50);
    for (const { predicted, seen: rate } of filled) {
      expect(Math.abs((predicted ?? 0) - (rate ?? 1))).toBeLessThan(0.1);
    }
  });

  test('orders open at the training get their chance, each by its own facts', async () => {
    expect(await riskOf(slow.id)).toBeGreaterThan(0.4);
    expect(await riskOf(quick.id)).toBeLessThan(0.15);
  });

  test('an order issued later gets its own behind the issuing, which does not wait for it', async () => {
    const order = await city.issue({ type: 'streetLight', agency: 'water' });
    expect(order.risk).toBeNull();
    await city.settle();
    expect(await riskOf(order.id)).toBeGreaterThan(0.4);
  });

  test('by risk the riskiest come first over all orders, not over the page by due time', async () => {
    city.clock.advance({ minutes: 1 });
    const last = await city.issue({ type: 'streetLight', agency: 'water' });
    await city.settle();
    const risks = (await list('sort=risk')).map(({ risk }) => risk ?? -1);
    expect(risks.length).toBeGreaterThan(3);
    expect(risks).toEqual(risks.toSorted((a, b) => b - a));
    expect((await list('sort=due&limit=1'))[0]?.id).toBe(quick.id);
    const [first] = await list('sort=risk&limit=1');
    expect([slow.id, last.id, first?.id]).toContain(first?.id);
    expect(first?.agencyZh).toBe('水利局');
    expect(first?.nextDueAt).not.toBeNull();
    const own = ok<OrderRow[]>(
      await city.agencyClient('pwb-maintenance').get('/api/orders?sort=risk'),
    );
    expect(own.map(({ id }) => id)).toEqual([quick.id]);
  });

  test('what has missed its clock stands above every chance; what has met it has none', async () => {
    const order = await city.issue({ type: 'streetLight' });
    await city.settle();
    const before = await riskOf(order.id);
    expect(before).not.toBeNull();
    const { dueAt } = await city.clockOf(order.id, 'handle');
    const agency = city.agencyClient('water');
    ok(await agency.post(`/api/orders/${slow.id}/acknowledgement`, {}));
    ok(await agency.post(`/api/orders/${slow.id}/report`, { text: '修好了' }));
    expect(await riskOf(slow.id)).toBeNull();

    const moment = city.clock.now();
    city.clock.set(Temporal.Instant.from(dueAt).add({ milliseconds: 1 }));
    // No sweep has been there yet.
    const rows = await list('sort=risk');
    expect(rows.find(({ id }) => id === order.id)?.risk).toBeNull();
    const place = (id: string) => rows.findIndex((row) => row.id === id);
    expect(place(order.id)).toBeLessThan(place(slow.id));
    expect(rows.at(-1)?.id).toBe(slow.id);
    city.clock.set(moment);
  });

  test('a reopened order is reckoned anew, for its new cycle', async () => {
    const agency = city.agencyClient('water');
    ok(await agency.post(`/api/orders/${slow.id}/closure`, { ground: 'report' }));
    await city.settle();
    expect(await riskOf(slow.id)).toBeNull();
    ok(await supervisor().post(`/api/orders/${slow.id}/reopening`, { reason: '又不亮了' }));
    expect(await riskOf(slow.id)).toBeNull();
    await city.settle();
    expect(await riskOf(slow.id)).toBeGreaterThan(0.4);
  });

  test('the agency that an order began with counts, wherever it went', async () => {
    const order = await city.issue({ type: 'streetLight', agency: 'water' });
    ok(
      await city.agencyClient('water').post(`/api/orders/${order.id}/return`, { reason: '非權責' }),
    );
    const agencyId = city.agency('pwb-maintenance').id;
    ok(await city.who('agent1').post(`/api/orders/${order.id}/reassignment`, { agencyId }));
    await city.settle();
    expect(await riskOf(order.id)).toBeGreaterThan(0.4);
  });

  test('a later training that no longer beats the base rate turns it off for every order', async () => {
    // Lately the two agencies have changed roles.
    const since = FROM.add({ hours: 900 });
    const turned = history(900, (index, water) => !water && index % 5 < 3).map((order, index) => ({
      ...order,
      startedAt: since.add({ minutes: 10 * index }),
    }));
    await plantPastOrders(owner, template.id, turned);
    await trainNow();
    await city.settle();
    expect(await model()).toMatchObject({ state: 'off', reason: 'notBetter', rows: 1800 });
    expect((await list()).every(({ risk }) => risk === null)).toBe(true);
  });

  test('a model that has been made stands', async () => {
    await expect(owner`update risk_model set state = 'on', reason = null`).rejects.toThrow(
      'stands',
    );
    await expect(city.app.sql`delete from risk_model`).rejects.toThrow('permission denied');
  });
});

describe('what it learns from', () => {
  test('each order as it was when it began: its agency, and how many that had in hand', async () => {
    const own = await startCity();
    const planter = postgres(own.ownerUrl, { max: 1, onnotice: () => {} });
    try {
      const first = await own.issue({ type: 'streetLight' });
      const agencyId = own.agency('water').id;
      const at = (minutes: number, missed = false) => ({
        typeCode: 'streetLight',
        agencyId,
        startedAt: FROM.add({ minutes }),
        missed,
      });
      // Each lasts 120 minutes, or 360 when it is late.
      await plantPastOrders(planter, first.id, [at(0), at(60, true), at(61), at(121), at(500)]);
      own.clock.advance({ minutes: 1 });
      const released = await own.issue({ type: 'streetLight' });
      ok(
        await own.who('supervisor1').post(`/api/orders/${released.id}/release`, { reason: '誤報' }),
      );
      own.clock.advance({ minutes: 1 });
      const met = await own.issue({ type: 'streetLight' });
      const agency = own.agencyClient('pwb-maintenance');
      own.clock.advance({ minutes: 10 });
      ok(await agency.post(`/api/orders/${met.id}/acknowledgement`, {}));
      ok(await agency.post(`/api/orders/${met.id}/report`, { text: '修好了' }));
      const past = (now: Temporal.Instant) => pastOrders(own.app.db, now);
      const planted = (await past(own.clock.now())).map(({ load, missed }) => ({ load, missed }));
      expect(planted).toEqual([
        { load: 0, missed: false },
        { load: 1, missed: true },
        { load: 2, missed: false },
        { load: 2, missed: false },
        { load: 0, missed: false },
      ]);
      // Met early, yet it counts only once it would have been due, like what is still open.
      const due = Temporal.Instant.from((await own.clockOf(met.id, 'handle')).dueAt);
      const all = await past(due.add({ seconds: 1 }));
      expect(all.slice(5).map(({ load, missed }) => ({ load, missed }))).toEqual([
        { load: 0, missed: true },
        { load: 1, missed: false },
      ]);
    } finally {
      await planter.end();
      await own.close();
    }
  });
});

describe('npm run risk', () => {
  async function risk(args: string[], env: Record<string, string>) {
    const program = spawn(
      process.execPath,
      [join(import.meta.dirname, 'terminal/risk.ts'), ...args],
      { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const exited = once(program, 'exit');
    const [out, err] = await Promise.all([text(program.stdout), text(program.stderr)]);
    return { code: (await exited)[0] as number, said: out + err };
  }

  test('trains, prints the calibration, the scores and why; and shows it again', async () => {
    const env = { DATABASE_URL: city.ownerUrl };
    const trained = await risk(['train'], env);
    expect(trained.code).toBe(0);
    for (const words of ['off', 'base rate', 'Brier', '10–20 %', '實際逾期', '18']) {
      expect(trained.said).toContain(words);
    }
    expect(await risk(['show'], env)).toEqual(trained);
  });

  test.each([[[]], [['guess']], [['train', 'more']]])(
    'asked %j, it says how it is used',
    async (args) => {
      expect(await risk(args, {})).toEqual({
        code: 2,
        said: expect.stringContaining('train | show'),
      });
    },
  );
});
