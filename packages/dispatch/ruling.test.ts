import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());

const reason = '非本機關權責';
const door = (orderId: string, name: string) => `/api/orders/${orderId}/${name}`;
const sendBack = (orderId: string, agency: string) =>
  city.agencyClient(agency).post(door(orderId, 'return'), { reason });
const rule = (orderId: string, agency: string) =>
  city
    .who('supervisor1')
    .post(door(orderId, 'ruling'), { agencyId: city.agency(agency).id, reason });

async function sentBackTwice() {
  const order = await city.issue();
  city.clock.advance({ minutes: 5 });
  ok(await sendBack(order.id, 'pwb-maintenance'));
  const to = { agencyId: city.agency('water').id };
  ok(await city.who('agent1').post(door(order.id, 'reassignment'), to));
  city.clock.advance({ minutes: 3 });
  ok(await sendBack(order.id, 'water'));
  return order;
}

describe('an order that two agencies have sent back', () => {
  test('waits for the RDEC for thirty minutes, while the citizen’s time runs through', async () => {
    const before = await city.issue();
    expect(before.clocks.map((clock) => clock.kind)).not.toContain('ruling');
    const order = await sentBackTwice();
    const { actions, clocks } = await city.order(order.id);
    expect(actions.sort()).toEqual(['release', 'rule']);
    const ruling = await city.clockOf(order.id, 'ruling');
    expect(ruling).toMatchObject({ state: 'running' });
    const due = city.app.clock.now().add({ minutes: 30 });
    expect(Temporal.Instant.from(ruling.dueAt).equals(due)).toBe(true);
    const handle = order.clocks.find((clock) => clock.kind === 'handle');
    expect(clocks.find((clock) => clock.kind === 'handle')?.dueAt).toBe(handle?.dueAt);
    const again = await city
      .who('agent1')
      .post(door(order.id, 'reassignment'), { agencyId: city.agency('water').id });
    expect(again).toMatchObject({ status: 409, body: { code: 'ruling_awaited' } });
  });

  test('is the ruled agency’s for good: it is told, and can’t send it back', async () => {
    const order = await sentBackTwice();
    city.clock.advance({ minutes: 12 });
    expect((await city.who('agent1').post(door(order.id, 'ruling'), {})).status).toBe(403);
    ok(await rule(order.id, 'water'));
    expect(await city.clockOf(order.id, 'ruling')).toMatchObject({ state: 'met' });
    const seen = await city.order(order.id);
    expect(seen).toMatchObject({ state: 'issued', agencyZh: '水利局', ruling: { reason } });
    expect(seen.actions).not.toContain('return');
    expect(await sendBack(order.id, 'water')).toMatchObject({
      status: 409,
      body: { code: 'order_ruled' },
    });
    const minutes = seen.holdings.map(({ from, to }) =>
      to ? Temporal.Instant.from(from).until(to).total('minutes') : null,
    );
    expect(minutes).toEqual([5, 3, null]);
    expect(await city.story(order.id)).toContain('order.ruled');
  });

  test('not ruled on in time: the breach is recorded, and the RDEC’s duty phone has been told', async () => {
    const order = await sentBackTwice();
    city.clock.advance({ minutes: 31 });
    await city.settle();
    expect(await city.clockOf(order.id, 'ruling')).toMatchObject({ state: 'breached' });
    const { escalations } = await city.order(order.id);
    const told = escalations.filter(({ clockKind }) => clockKind === 'ruling');
    expect(told.map(({ level }) => level)).toContain('rdec');
  });

  test('one sent back once needs no ruling', async () => {
    const order = await city.issue();
    ok(await sendBack(order.id, 'pwb-maintenance'));
    expect(await rule(order.id, 'water')).toMatchObject({
      status: 409,
      body: { code: 'ruling_not_needed' },
    });
  });
});
