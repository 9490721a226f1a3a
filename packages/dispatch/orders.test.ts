import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OrderRow, OrderState, type OrderView, type Preview } from './contract.ts';
import { actionsOf, nextState } from './domain/order-state.ts';
import { type City, DISTRICT, ok, startCity } from './testing/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());

const agencyPosts = (order: OrderView, door: string, body: unknown = {}) =>
  city.agencyClient('pwb-maintenance').post(`/api/orders/${order.id}/${door}`, body);

describe('issuing', () => {
  test('the order, its clocks, both deliveries and the journal commit together', async () => {
    const order = await city.issue();
    expect(order).toMatchObject({ state: 'issued', danger: true, typeCode: 'pothole' });
    expect(order.number).toMatch(/^INS260302\d{5,}$/);
    const minutes = Object.fromEntries(
      order.clocks.map((clock) => [clock.kind, minutesBetween(order.issuedAt, clock.dueAt)]),
    );
    expect(minutes).toEqual({
      acknowledge: 15,
      arrive: 120,
      handle: 240,
      reportBack: 240,
      reply: 1440,
    });
    expect(order.nextDueAt).toBe(order.clocks.find((one) => one.kind === 'acknowledge')?.dueAt);
    const told = ok<{ channel: string; state: string }[]>(
      await city.who('supervisor1').get(`/api/deliveries?refId=${order.id}`),
    );
    expect(told.map(({ channel, state }) => `${channel} ${state}`).sort()).toEqual([
      'app sent',
      'voice queued',
    ]);
    expect(order.timeline.map((line) => line.type)).toEqual([
      'order.issued',
      'delivery.sent',
      'delivery.queued',
    ]);
  });

  test('the agency sees its order with the citizen’s words and a masked citizen', async () => {
    const order = await city.issue();
    const seen = ok<OrderView>(
      await city.agencyClient('pwb-maintenance').get(`/api/orders/${order.id}`),
    );
    expect(seen.description).toContain('大洞');
    expect(seen.address).toBe('建國三路 123 號');
    expect(seen.citizen.phone).not.toContain('0912345678');
    expect(seen.actions).toContain('acknowledge');
    const file = await city.agencyClient('pwb-maintenance').get(`/api/cases/${order.caseId}`);
    expect(file.status).toBe(200);
  });

  test('another agency gets the same 404 as for an order that does not exist', async () => {
    const order = await city.issue();
    const absent = '00000000-0000-7000-8000-000000000000';
    const water = city.agencyClient('water');
    for (const door of ['', '/acknowledgement', '/arrival']) {
      const ask = (id: string) =>
        door ? water.post(`/api/orders/${id}${door}`, {}) : water.get(`/api/orders/${id}`);
      const [foreign, nothing] = [await ask(order.id), await ask(absent)];
      expect(foreign.status).toBe(404);
      expect(foreign.body).toEqual(nothing.body);
    }
    const list = ok<OrderRow[]>(await water.get('/api/orders'));
    expect(list.map((row) => row.id)).not.toContain(order.id);
  });

  test('a matter with an open order, a foreign matter and an unknown agency are refused', async () => {
    const order = await city.issue();
    const agent = city.who('agent1');
    const again = { matterId: order.matterId, agencyId: order.agencyId };
    const url = `/api/cases/${order.caseId}/orders`;
    expect((await agent.post(url, again)).body.code).toBe('order_open');
    const other = await city.openCase();
    expect((await agent.post(url, { ...again, matterId: other.matterId })).status).toBe(404);
    const unknown = { matterId: other.matterId, agencyId: other.matterId };
    const answer = await agent.post(`/api/cases/${other.caseId}/orders`, unknown);
    expect(answer).toMatchObject({ status: 422, body: { field: 'agencyId' } });
    expect(ok<OrderRow[]>(await agent.get(`/api/orders?caseId=${other.caseId}`))).toEqual([]);
  });

  test('the same Idempotency-Key issues one order and answers it twice', async () => {
    const { caseId, matterId } = await city.openCase();
    const body = { matterId, agencyId: city.agency('water').id };
    const headers = { 'idempotency-key': 'issue-once-please' };
    const post = () => city.who('agent1').post(`/api/cases/${caseId}/orders`, body, headers);
    const [first, second] = [await post(), await post()];
    expect(second.body.id).toBe(first.body.id);
  });

  test('an agent may make any type a danger, but no danger a plain order', async () => {
    const light = await city.openCase('streetLight');
    const body = { matterId: light.matterId, agencyId: city.agency('water').id, danger: true };
    const raised = await city.who('agent1').post(`/api/cases/${light.caseId}/orders`, body);
    expect(raised.body.danger).toBe(true);
    const tree = await city.openCase('fallenTree');
    const lowered = await city.who('agent1').post(`/api/cases/${tree.caseId}/orders`, {
      matterId: tree.matterId,
      agencyId: city.agency('water').id,
      danger: false,
    });
    expect(lowered.body.danger).toBe(true);
  });
});

describe('the agency’s work', () => {
  test('acknowledge, arrive, report with a photo, close: the last order closes the case', async () => {
    const order = await city.issue();
    city.clock.advance({ minutes: 5 });
    expect((await agencyPosts(order, 'acknowledgement')).body.state).toBe('acknowledged');
    city.clock.advance({ minutes: 30 });
    expect((await agencyPosts(order, 'arrival')).body.state).toBe('onSite');
    const photoIds = [await city.photo(order)];
    city.clock.advance({ minutes: 30 });
    ok(await agencyPosts(order, 'report', { text: '已填補', photoIds }));
    const reported = await city.order(order.id);
    expect(reported.clocks.map((clock) => clock.state)).toEqual([
      'met',
      'met',
      'met',
      'met',
      'running',
    ]);
    expect(reported).toMatchObject({ photoIds, report: { text: '已填補' } });
    ok(await agencyPosts(order, 'closure', { ground: 'photo' }));
    const closed = await city.order(order.id);
    expect(closed).toMatchObject({ state: 'closed', closingGround: 'photo', actions: ['reopen'] });
    const file = await city.who('agent1').get(`/api/cases/${order.caseId}`);
    expect(file.body).toMatchObject({ state: 'closed', closedGround: 'orderClosed' });
  });

  test('a danger does not close without a photo, on a report alone, or before its report', async () => {
    const order = await city.issue();
    await agencyPosts(order, 'acknowledgement');
    expect((await agencyPosts(order, 'closure', { ground: 'photo' })).body.code).toBe(
      'order_state',
    );
    ok(await agencyPosts(order, 'report', { text: '已處理' }));
    for (const ground of ['report', 'photo', 'handOff']) {
      const refused = await agencyPosts(order, 'closure', { ground });
      expect(refused).toMatchObject({ status: 409, body: { code: 'closing_ground' } });
    }
    const released = await agencyPosts(order, 'closure', { ground: 'release', reason: '算了' });
    expect(released.status).toBe(403);
    expect((await city.order(order.id)).state).toBe('reported');
    const url = `/api/orders/${order.id}/closure`;
    const supervisor = city.who('supervisor1');
    expect((await supervisor.post(url, { ground: 'release' })).body.field).toBe('reason');
    ok(await supervisor.post(url, { ground: 'release', reason: '住戶屋內,不便拍照' }));
    expect(await city.order(order.id)).toMatchObject({
      state: 'closed',
      release: { reason: '住戶屋內,不便拍照' },
    });
  });

  test('the database itself refuses to close a danger without its ground', async () => {
    const order = await city.issue();
    await agencyPosts(order, 'acknowledgement');
    ok(await agencyPosts(order, 'report', { text: '已處理' }));
    for (const ground of ['report', 'photo', 'handOff', 'release']) {
      await expect(
        city.app.sql`update work_order set state = 'closed', closing_ground = ${ground},
          ended_at = now() where id = ${order.id}`,
      ).rejects.toThrow('closes only on an accepted ground');
    }
    await expect(
      city.app.sql`update work_order set danger = false where id = ${order.id}`,
    ).rejects.toThrow('stays a danger');
    const fresh = await city.issue();
    await expect(
      city.app.sql`update work_order set state = 'closed', closing_ground = 'photo',
        ended_at = now() where id = ${fresh.id}`,
    ).rejects.toThrow('cannot go from issued to closed');
  });

  test('the database allows exactly the moves that the rules allow', async () => {
    const order = await city.issue({ type: 'noise' });
    const [supervisor] = await city.app.sql`select id from app_user where role = 'supervisor'`;
    await city.app.sql`insert into order_report (order_id, text_sealed, agency_id, at)
      values (${order.id}, '', ${order.agencyId}, now())`;
    await city.app.sql`insert into order_release (order_id, reason_sealed, approver_id, at)
      values (${order.id}, '', ${supervisor?.id}, now())`;
    await city.app.sql`insert into report_refusal (order_id, cycle, reason_sealed, refused_by, at)
      values (${order.id}, 1, '', ${supervisor?.id}, now())`;
    await city.app.sql`insert into order_reopening (order_id, cycle, reason_sealed, approver_id, at)
      values (${order.id}, 2, '', ${supervisor?.id}, now())`;
    const owner = postgres(city.ownerUrl, { max: 1, onnotice: () => {} });
    const wrong: string[] = [];
    for (const from of OrderState.options) {
      for (const to of OrderState.options.filter((state) => state !== from)) {
        const rules = actionsOf(from, 0).some((action) => nextState(from, action) === to);
        if (rules !== (await databaseAllows(owner, order.id, from, to)))
          wrong.push(`${from}>${to}`);
      }
    }
    await owner.end();
    expect(wrong).toEqual([]);
  });

  test('a photo of another case, or of nobody, is no evidence, and nothing is stored', async () => {
    const [order, other] = [await city.issue(), await city.issue()];
    await agencyPosts(order, 'acknowledgement');
    const photoIds = [await city.photo(other)];
    const refused = await agencyPosts(order, 'report', { text: '已處理', photoIds });
    expect(refused).toMatchObject({ status: 422, body: { field: 'photoIds' } });
    expect(await city.order(order.id)).toMatchObject({ state: 'acknowledged', report: null });
  });

  test('handed to the police with officer and time, reported back, closed on that ground', async () => {
    const order = await city.issue();
    city.clock.advance({ minutes: 10 });
    const handedAt = city.clock.now().toString();
    const future = city.clock.now().add({ minutes: 1 }).toString();
    const to = { body: 'police', officer: '110 王警員' };
    const early = await agencyPosts(order, 'handoff', { ...to, handedAt: future });
    expect(early).toMatchObject({ status: 422, body: { field: 'handedAt' } });
    ok(await agencyPosts(order, 'handoff', { ...to, handedAt }));
    const handed = await city.order(order.id);
    const states = Object.fromEntries(handed.clocks.map((one) => [one.kind, one.state]));
    expect(states).toEqual({
      acknowledge: 'met',
      arrive: 'stopped',
      handle: 'stopped',
      reportBack: 'running',
      reply: 'running',
    });
    ok(await agencyPosts(order, 'report', { text: '警方已排除' }));
    ok(await agencyPosts(order, 'closure', { ground: 'handOff' }));
    expect((await city.order(order.id)).handOff?.officer).toBe('110 王警員');
  });

  test('returned as another agency’s: the clocks run through, the right agency is told', async () => {
    const order = await city.issue();
    const due = (await city.clockOf(order.id, 'handle')).dueAt;
    await agencyPosts(order, 'acknowledgement');
    city.clock.advance({ minutes: 20 });
    ok(await agencyPosts(order, 'return', { reason: '屬水利局' }));
    const agencyId = city.agency('water').id;
    ok(await city.who('agent1').post(`/api/orders/${order.id}/reassignment`, { agencyId }));
    expect((await agencyPosts(order, 'acknowledgement')).status).toBe(404);
    const seen = ok<OrderView>(await city.agencyClient('water').get(`/api/orders/${order.id}`));
    expect(seen).toMatchObject({ state: 'issued', agencyZh: '水利局' });
    expect((await city.clockOf(order.id, 'handle')).dueAt).toBe(due);
    const again = seen.clocks.filter((clock) => clock.kind === 'acknowledge');
    expect(again.map((clock) => clock.state)).toEqual(['met', 'running']);
    const held = await city.app.sql`select agency_id, to_at is null as now from order_holding
      where order_id = ${order.id} order by from_at`;
    expect(held).toMatchObject([{ now: false }, { agency_id: agencyId, now: true }]);
  });

  test('a supervisor’s release stops the clocks and needs a reason; a breach before it stands', async () => {
    const order = await city.issue();
    city.clock.advance({ minutes: 16 });
    const url = `/api/orders/${order.id}/release`;
    expect((await city.who('agent1').post(url, { reason: '誤報' })).status).toBe(403);
    expect((await city.who('supervisor1').post(url, { reason: ' ' })).status).toBe(400);
    ok(await city.who('supervisor1').post(url, { reason: '誤報,現場無坑洞' }));
    const { state, clocks } = await city.order(order.id);
    expect(state).toBe('released');
    expect(clocks.map((one) => one.state)).toEqual([
      'breached',
      'stopped',
      'stopped',
      'stopped',
      'met',
    ]);
  });

  test('doing the same thing twice is harmless, doing the wrong thing is a conflict', async () => {
    const order = await city.issue();
    ok(await agencyPosts(order, 'acknowledgement'));
    ok(await agencyPosts(order, 'acknowledgement'));
    const taken = (await city.story(order.id)).filter((type) => type === 'order.acknowledged');
    expect(taken).toHaveLength(1);
    const verify = await city.who('supervisor1').post(`/api/orders/${order.id}/verification`, {});
    expect(verify).toMatchObject({ status: 409, body: { code: 'order_state' } });
    const odd = await agencyPosts(order, 'report', { text: '好', photos: ['x'] });
    expect(odd.status).toBe(400);
  });

  test('two orders of one case closed at the same moment still close the case', async () => {
    const { caseId, matterId } = await city.openCase('streetLight');
    await city.app.sql`insert into matter (id, case_id, type_code, district_code, place_sealed,
        description_sealed, opened_at)
      select ${crypto.randomUUID()}, case_id, type_code, district_code, place_sealed,
        description_sealed, opened_at from matter where id = ${matterId}`;
    const matters = await city.app.sql<{ id: string }[]>`
      select id from matter where case_id = ${caseId}`;
    const agencyId = city.agency('pwb-maintenance').id;
    const both: OrderView[] = [];
    for (const { id } of matters) {
      const body = { matterId: id, agencyId };
      both.push(ok(await city.who('agent1').post(`/api/cases/${caseId}/orders`, body), 201));
    }
    for (const order of both) {
      await agencyPosts(order, 'acknowledgement');
      await agencyPosts(order, 'report', { text: '已修復' });
    }
    await Promise.all(both.map((order) => agencyPosts(order, 'closure', { ground: 'report' })));
    const file = await city.who('agent1').get(`/api/cases/${caseId}`);
    expect(file.body.state).toBe('closed');
  });
});

describe('what dispatch sees', () => {
  test('the preview proposes the agency by type and place and shows the due times', async () => {
    const agent = city.who('agent1');
    const ask = async (query: string) =>
      ok<Preview>(await agent.get(`/api/dispatch/preview?${query}`));
    const ditch = `typeCode=sideDitch&districtCode=${DISTRICT}`;
    expect((await ask(`${ditch}&roadWidthM=5.9`)).agency?.code).toBe('office-sanmin');
    expect((await ask(`${ditch}&roadWidthM=6`)).agency?.code).toBe('water');
    expect((await ask(ditch)).agency?.code).toBe('water');
    const tree = await ask('typeCode=fallenTree');
    expect(tree).toMatchObject({ danger: true, agency: { code: 'pwb-maintenance' } });
    expect(tree.clocks.every((clock) => clock.assumed)).toBe(true);
    const wrong = await agent.get('/api/dispatch/preview?typeCode=nothing');
    expect(wrong).toMatchObject({ status: 422, body: { field: 'typeCode' } });
  });

  test('open orders near a point come nearest first, and not from farther than asked', async () => {
    const at = { lat: 22.999, lng: 120.5 };
    const far = await city.issue({ at: { lat: 23.005, lng: 120.5 } });
    const near = await city.issue({ at: { lat: 23.0, lng: 120.5 } });
    const ask = async (more: string) =>
      ok<{ id: string; metres: number }[]>(
        await city.who('agent1').get(`/api/orders/nearby?lat=${at.lat}&lng=${at.lng}${more}`),
      );
    const found = await ask('&metres=1000&typeCode=pothole');
    expect(found.map((row) => row.id)).toEqual([near.id, far.id]);
    expect(found[0]?.metres).toBe(111);
    expect((await ask('&metres=200')).map((row) => row.id)).toEqual([near.id]);
    expect(await ask('&typeCode=flooding')).toEqual([]);
    expect((await city.who('agent1').get('/api/orders/nearby')).status).toBe(400);
  });

  test('the list of open orders is sorted by what is due next and hides the ended', async () => {
    const slow = await city.issue({ type: 'noise', agency: 'animal' });
    const urgent = await city.issue({ agency: 'animal' });
    const rows = async (state: string) =>
      ok<OrderRow[]>(await city.agencyClient('animal').get(`/api/orders?state=${state}`));
    expect((await rows('open')).map((row) => row.id)).toEqual([urgent.id, slow.id]);
    const url = `/api/orders/${slow.id}/release`;
    ok(await city.who('supervisor1').post(url, { reason: '誤報' }));
    expect((await rows('open')).map((row) => row.id)).toEqual([urgent.id]);
    expect((await rows('ended')).map((row) => row.id)).toEqual([slow.id]);
  });
});

/** Puts the order into a state behind the rules' back, tries a move under them, and undoes both. */
async function databaseAllows(
  owner: postgres.Sql,
  id: string,
  from: OrderState,
  to: OrderState,
): Promise<boolean> {
  const put = (tx: postgres.TransactionSql, state: OrderState) => {
    const ground = { closed: 'report', released: 'release' }[state as string] ?? null;
    return tx`update work_order set state = ${state}, closing_ground = ${ground},
      ended_at = ${ground ? city.clock.now().toString() : null},
      cycle = cycle + (state in ('closed', 'reported') and ${state}::text = 'issued')::int where id = ${id}`;
  };
  let allowed = false;
  await owner
    .begin(async (tx) => {
      await tx`alter table work_order disable trigger work_order_rules`;
      await put(tx, from);
      await tx`alter table work_order enable trigger work_order_rules`;
      await put(tx, to);
      allowed = true;
      throw new Error('undo');
    })
    .catch((error: Error) => {
      if (error.message !== 'undo' && !/cannot go from/.test(error.message)) throw error;
    });
  return allowed;
}

function minutesBetween(from: string, to: string): number {
  return Temporal.Instant.from(from).until(to).total('minutes');
}
