import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AgencyOverview, LinkedOrder } from './contract/agency.ts';
import type { OrderRow, OrderView } from './contract.ts';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());

const AGENCY = 'pwb-maintenance';
const agency = () => city.agencyClient(AGENCY);
const post = (order: OrderView, door: string, body: unknown = {}, headers = {}) =>
  agency().post(`/api/orders/${order.id}/${door}`, body, headers);

describe('the device’s time', () => {
  test('is kept beside the receipt, which alone decides: a late receipt stays a breach', async () => {
    const order = await city.issue();
    const deviceAt = city.clock.now().add({ minutes: 10 }).toString();
    city.clock.advance({ minutes: 16 });
    ok(await post(order, 'acknowledgement', { deviceAt }));
    const view = await city.order(order.id);
    const clock = await city.clockOf(order.id, 'acknowledge');
    expect(clock).toMatchObject({ state: 'metLate', breachedAt: clock.dueAt });
    expect(view.deviceTimes).toEqual([
      { action: 'acknowledge', deviceAt, receivedAt: view.acknowledgements[0]?.at },
    ]);
  });

  test('the same key sent again after a lost answer acts once', async () => {
    const order = await city.issue();
    const body = { deviceAt: city.clock.now().toString() };
    const headers = { 'idempotency-key': 'phone-outbox-0001' };
    const first = ok(await post(order, 'acknowledgement', body, headers));
    city.clock.advance({ minutes: 1 });
    expect(ok(await post(order, 'acknowledgement', body, headers))).toEqual(first);
    expect(first).toMatchObject({ already: false });
    expect((await city.order(order.id)).deviceTimes).toHaveLength(1);
  });
});

describe('an excused breach', () => {
  test('stays a breach, with the reason and who excused it beside it', async () => {
    const order = await city.issue();
    city.clock.advance({ minutes: 16 });
    ok(await post(order, 'acknowledgement'));
    const url = `/api/orders/${order.id}/clocks/acknowledge/excuse`;
    const supervisor = city.who('supervisor1');
    expect((await agency().post(url, { reason: '隧道內沒有訊號' })).status).toBe(403);
    ok(await supervisor.post(url, { reason: '隧道內沒有訊號' }));
    expect((await supervisor.post(url, { reason: '再一次' })).body.code).toBe('excused_before');
    const view = await city.order(order.id);
    expect(view.excuses).toMatchObject([{ kind: 'acknowledge', reason: '隧道內沒有訊號' }]);
    expect(await city.clockOf(order.id, 'acknowledge')).toMatchObject({ state: 'metLate' });
    expect(await city.story(order.id)).toContain('clock.excused');
  });

  test('there is nothing to excuse in a clock that was met', async () => {
    const order = await city.issue();
    ok(await post(order, 'acknowledgement'));
    const url = `/api/orders/${order.id}/clocks/acknowledge/excuse`;
    const answer = await city.who('supervisor1').post(url, { reason: '無' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'no_breach' } });
  });
});

test('several orders are acknowledged at once, and each one’s outcome is told', async () => {
  const [fresh, taken, gone] = [await city.issue(), await city.issue(), await city.issue()];
  ok(await post(taken, 'acknowledgement'));
  ok(await post(gone, 'return', { reason: '非本處' }));
  const foreign = await city.issue({ agency: 'water' });
  const orderIds = [fresh, taken, gone, foreign].map(({ id }) => id);
  const answer = await agency().post('/api/orders/acknowledgements', { orderIds });
  expect(ok<{ outcome: string }[]>(answer).map(({ outcome }) => outcome)).toEqual([
    'acknowledged',
    'already',
    'movedOn',
    'notFound',
  ]);
  expect((await city.order(fresh.id)).state).toBe('acknowledged');
  expect((await city.order(foreign.id)).state).toBe('issued');
});

describe('handing over to a colleague', () => {
  test('shows on the order and in the colleague’s own list, and in the journal', async () => {
    const order = await city.issue();
    const people = ok<{ id: string; name: string }[]>(await agency().get('/api/agency/colleagues'));
    const crew = people.find(({ name }) => name === '外勤班');
    const inHandsOf = async (username: string) =>
      ok<OrderRow[]>(await city.who(username).get('/api/orders?mine=true')).map(({ id }) => id);
    ok(await post(order, 'assignee', { userId: crew?.id }));
    expect((await city.order(order.id)).assignee).toEqual(crew);
    expect(await inHandsOf('crew1')).toEqual([order.id]);
    expect(await inHandsOf('agency1')).toEqual([]);
    ok(await post(order, 'assignee', { userId: null }));
    expect(await inHandsOf('crew1')).toEqual([]);
    const told = (await city.story(order.id)).filter((type) => type === 'order.assigned');
    expect(told).toHaveLength(2);
  });

  test('somebody of another agency is refused', async () => {
    const order = await city.issue();
    const [other] = ok<{ id: string }[]>(
      await city.agencyClient('water').get('/api/agency/colleagues'),
    );
    const answer = await post(order, 'assignee', { userId: other?.id });
    expect(answer).toMatchObject({ status: 422, body: { field: 'userId' } });
  });
});

describe('a contractor’s link', () => {
  const linkOf = async (order: OrderView) => {
    const { url } = ok<{ url: string }>(await post(order, 'contractor-link'));
    const token = url.split('/agency/link/')[1];
    return async (method: 'GET' | 'POST', path = '', body?: object) => {
      const answer = await city.server.inject({
        method,
        url: `/api/linked-order${path}`,
        headers: { authorization: `Bearer ${token}` },
        ...(body ? { payload: body } : {}),
      });
      return { status: answer.statusCode, body: answer.json(), headers: {} };
    };
  };

  test('opens one order without the citizen; acknowledges by link, arrives and reports', async () => {
    const order = await city.issue();
    const link = await linkOf(order);
    const seen = ok<LinkedOrder>(await link('GET'));
    expect(seen).toMatchObject({ number: order.number, actions: ['acknowledge'] });
    expect(JSON.stringify(seen)).not.toContain('citizen');
    ok(await link('POST', '/acknowledgement', {}));
    ok(await link('POST', '/arrival', {}));
    ok(await link('POST', '/report', { text: '已修復' }));
    const view = await city.order(order.id);
    expect(view).toMatchObject({ state: 'reported', report: { text: '已修復' } });
    expect(view.acknowledgements).toMatchObject([{ via: 'link' }]);
  });

  test('is revoked by a return and by the order’s end, and runs out after 72 hours', async () => {
    const [returned, released, old] = [await city.issue(), await city.issue(), await city.issue()];
    const links = [await linkOf(returned), await linkOf(released), await linkOf(old)];
    ok(await post(returned, 'return', { reason: '非本處' }));
    city.clock.advance({ minutes: 1 });
    const reassign = `/api/orders/${returned.id}/reassignment`;
    ok(await city.who('agent1').post(reassign, { agencyId: city.agency(AGENCY).id }));
    const release = `/api/orders/${released.id}/release`;
    ok(await city.who('supervisor1').post(release, { reason: '誤報' }));
    expect((await links[0]?.('GET'))?.status).toBe(404);
    expect((await links[1]?.('POST', '/acknowledgement', {}))?.status).toBe(404);
    expect((await links[2]?.('GET'))?.status).toBe(200);
    city.clock.advance({ hours: 72 });
    expect((await links[2]?.('GET'))?.status).toBe(401);
  });
});

test('the head sees the open orders by state and clock, and a rate that overdue orders lower', async () => {
  const animal = city.agencyClient('animal');
  const issue = () => city.issue({ type: 'noise', agency: 'animal' });
  const [done, late] = [await issue(), await issue()];
  ok(await animal.post(`/api/orders/${done.id}/acknowledgement`, {}));
  ok(await animal.post(`/api/orders/${done.id}/report`, { text: '已勸導' }));
  ok(await animal.post(`/api/orders/${done.id}/closure`, { ground: 'report' }));
  city.clock.advance({ minutes: 1 });
  const before = ok<AgencyOverview>(await animal.get('/api/agency/overview'));
  expect(before.thisMonth).toMatchObject({ closed: 1, closedOnTime: 1, onTimeRate: 1 });
  expect(before.open).toEqual([{ state: 'issued', onTrack: 1, warned: 0, overdue: 0 }]);
  city.clock.advance({ hours: 3 });
  const after = ok<AgencyOverview>(await animal.get('/api/agency/overview'));
  expect(after.open).toEqual([{ state: 'issued', onTrack: 0, warned: 0, overdue: 1 }]);
  expect(after.thisMonth).toMatchObject({ openOverdue: 1, onTimeRate: 0.5 });
  expect(late.state).toBe('issued');
  city.clock.advance({ hours: 24 * 40 });
  const next = ok<AgencyOverview>(await animal.get('/api/agency/overview'));
  expect(next.lastMonth).toMatchObject({ closed: 1, openOverdue: 1, onTimeRate: 0.5 });
  expect(next.thisMonth).toMatchObject({ closed: 0, openOverdue: 1, onTimeRate: 0 });
});

test('the head counts what was asked for and sent back in its own month, and no other agency’s', async () => {
  const transport = city.agencyClient('transport');
  const supervisor = city.who('supervisor1');
  const figures = async (code = 'transport') =>
    ok<AgencyOverview>(await city.agencyClient(code).get('/api/agency/overview'));
  const begin = (await figures()).thisMonth;
  const issued = () => city.issue({ type: 'signalFault', agency: 'transport' });
  const door = (id: string, name: string) => `/api/orders/${id}/${name}`;
  const decide = async (decision: 'granted' | 'refused') => {
    const { id } = await issued();
    ok(await transport.post(door(id, 'acknowledgement')));
    const until = city.clock.now().add({ hours: 30 }).toString();
    ok(await transport.post(door(id, 'extension'), { reason: '待料', until }));
    ok(await supervisor.post(door(id, 'extension/decision'), { reason: '依申請', decision }));
  };
  await decide('granted');
  await decide('refused');
  ok(await transport.post(door((await issued()).id, 'return'), { reason: '非本局權責' }));
  city.clock.advance({ minutes: 1 });
  expect((await figures()).thisMonth).toMatchObject({
    extensionsAsked: begin.extensionsAsked + 2,
    extensionsGranted: begin.extensionsGranted + 1,
    returned: begin.returned + 1,
  });
  expect((await figures('taipower')).thisMonth).toMatchObject({ extensionsAsked: 0, returned: 0 });
  city.clock.advance({ hours: 24 * 32 });
  const { thisMonth, lastMonth } = await figures();
  expect(lastMonth).toMatchObject({ extensionsAsked: begin.extensionsAsked + 2 });
  expect(thisMonth).toMatchObject({ extensionsAsked: 0, extensionsGranted: 0, returned: 0 });
});
