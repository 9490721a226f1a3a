import { inTransaction } from '@1999/platform';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentRow, IncidentView, OrderView, SurgeView } from './contract.ts';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
let supervisor: ReturnType<City['who']>;
beforeAll(async () => {
  city = await startCity();
  supervisor = city.who('supervisor1');
});
afterAll(() => city?.close());

/** Each story has a corner of the city to itself. */
let corner = 0;
const newCorner = () => {
  corner += 1;
  return { lat: 22.6 + corner * 0.02, lng: 120.3 };
};
/** About so many metres north of it. */
const north = ({ lat, lng }: { lat: number; lng: number }, metres: number) => ({
  lat: lat + metres / 111_195,
  lng,
});
const potholeAt = (at: { lat: number; lng: number }) => city.issue({ at });
const incidentOf = async (orderId: string): Promise<IncidentView> => {
  await city.settle();
  const { incidentId } = await city.order(orderId);
  expect(incidentId).not.toBeNull();
  return ok(await supervisor.get(`/api/incidents/${incidentId}`));
};
const ids = (orders: readonly { id: string }[]) => orders.map(({ id }) => id).toSorted();
const dues = ({ clocks }: OrderView) => clocks.map(({ kind, dueAt }) => [kind, dueAt]);

describe('orders of one type near each other in place and time', () => {
  test('are one incident; those of another type, too far or too old are not', async () => {
    const here = newCorner();
    const first = await potholeAt(here);
    await potholeAt(north(here, 60));
    await city.issue({ type: 'streetLight', at: north(here, 1) });
    city.clock.advance({ hours: 25 });
    const late = await potholeAt(north(here, 1));
    await city.settle();
    expect((await city.order(first.id)).incidentId).toBeNull();
    const second = await potholeAt(north(here, 20));
    const third = await potholeAt(north(here, 29));
    const incident = await incidentOf(second.id);
    expect(ids(incident.members)).toEqual(ids([late, second, third]));
    expect(incident).toMatchObject({ typeCode: 'pothole', orders: 3, openOrders: 3, attached: 0 });
    const listed = ok<IncidentRow[]>(await supervisor.get('/api/incidents'));
    expect(listed.map(({ id }) => id)).toContain(incident.id);
  });

  test('a type’s own rule decides, and its next version only what comes after it', async () => {
    const here = newCorner();
    const rule = { typeCode: 'noise', metres: 400, minutes: 10, surgeOrders: 50, surgeMinutes: 5 };
    const amend = (basedOn: number) =>
      supervisor.post('/api/dispatch/incident-rules', { ...rule, basedOn });
    const noiseAt = (metres: number) => city.issue({ type: 'noise', at: north(here, metres) });
    const first = await noiseAt(0);
    const second = await noiseAt(350);
    await city.settle();
    expect((await city.order(second.id)).incidentId).toBeNull();
    ok(await amend(0), 201);
    expect(await amend(0)).toMatchObject({ status: 409, body: { code: 'amended_meanwhile' } });
    const unknown = { ...rule, typeCode: 'nothing', basedOn: 0 };
    expect(await supervisor.post('/api/dispatch/incident-rules', unknown)).toMatchObject({
      status: 422,
      body: { code: 'type_unknown', field: 'typeCode' },
    });
    const third = await noiseAt(360);
    expect(ids((await incidentOf(third.id)).members)).toEqual(ids([second, third]));
    expect((await city.order(first.id)).incidentId).toBeNull();
  });

  test('attached all at once and taken apart again, each has the clocks it had', async () => {
    const here = newCorner();
    const made: OrderView[] = [];
    for (const metres of [0, 5, 10]) {
      made.push(await potholeAt(north(here, metres)));
      city.clock.advance({ minutes: 10 });
    }
    const [first, ...others] = made as [OrderView, ...OrderView[]];
    const { id } = await incidentOf(first.id);
    const merged = await supervisor.post(`/api/incidents/${id}/attach-all`, {});
    expect(ok<{ leadId: string }>(merged).leadId).toBe(first.id);
    expect(ok<{ attached: string[] }>(merged).attached.toSorted()).toEqual(ids(others));
    for (const one of others) expect((await city.order(one.id)).parentId).toBe(first.id);
    const again = ok<{ attached: string[] }>(
      await supervisor.post(`/api/incidents/${id}/attach-all`, {}),
    );
    expect(again.attached).toEqual([]);
    ok(await supervisor.post(`/api/incidents/${id}/detach-all`, {}));
    for (const one of others) {
      const alone = await city.order(one.id);
      expect(alone.parentId).toBeNull();
      expect(dues(alone)).toEqual(dues(one));
    }
    expect((await incidentOf(first.id)).id).toBe(id);
  });

  test('one that is about something else is taken out, and a pair then is no incident', async () => {
    const here = newCorner();
    const [first, second] = [await potholeAt(here), await potholeAt(here)];
    const { id } = await incidentOf(first.id);
    ok(await supervisor.post(`/api/incidents/${id}/attach-all`, {}));
    const lead = await supervisor.post(`/api/incidents/${id}/drop`, { orderId: first.id });
    expect(lead).toMatchObject({ status: 409, body: { code: 'merge_hasChildren' } });
    ok(await supervisor.post(`/api/incidents/${id}/drop`, { orderId: second.id }));
    await city.settle();
    expect(await city.order(second.id)).toMatchObject({ parentId: null, incidentId: null });
    expect(await city.order(first.id)).toMatchObject({ incidentId: null });
    expect(await smsOf(id)).toEqual([]);
    const elsewhere = await potholeAt(newCorner());
    const strange = { orderId: elsewhere.id };
    expect((await supervisor.post(`/api/incidents/${id}/drop`, strange)).status).toBe(200);
  });

  test('attached by hand, the two are an incident wherever they lie', async () => {
    const here = newCorner();
    const [near, far] = [await potholeAt(here), await potholeAt(north(here, 900))];
    ok(await supervisor.post(`/api/orders/${far.id}/attach`, { parentId: near.id }));
    expect(ids((await incidentOf(far.id)).members)).toEqual(ids([near, far]));
  });
});

/** Who was sent the words of an incident's end. */
const smsOf = async (incidentId: string): Promise<string[]> => {
  const rows = await city.app.sql<{ to: string }[]>`
    select to_id as to from delivery
    where purpose = 'incident.closed' and ref_id = ${incidentId}`;
  return rows.map(({ to }) => to);
};

describe('when the last order of an incident has ended', () => {
  test('every reporter is told once, however many reports were theirs', async () => {
    const here = newCorner();
    const orders = [await potholeAt(here), await potholeAt(here), await potholeAt(here)];
    const [first, second, third] = orders as [OrderView, OrderView, OrderView];
    const { id } = await incidentOf(first.id);
    const other = await inTransaction(city.caller(), ({ tx, now }) =>
      city.app.vault.citizenByPhone(tx, '+886987654321', now),
    );
    await city.app.sql`update work_order set citizen_id = ${other} where id = ${third.id}`;
    ok(await supervisor.post(`/api/incidents/${id}/attach-all`, {}));
    ok(await supervisor.post(`/api/incidents/${id}/drop`, { orderId: second.id }));
    await city.settle();
    const release = (orderId: string) =>
      supervisor.post(`/api/orders/${orderId}/release`, { reason: '路面已修復' });
    ok(await release(second.id));
    await city.settle();
    expect(await smsOf(id)).toEqual([]);
    ok(await release(first.id));
    await city.settle();
    const closed = ok<IncidentView>(await supervisor.get(`/api/incidents/${id}`));
    expect(closed).toMatchObject({ orders: 2, openOrders: 0, reporters: 2 });
    expect(closed.closedAt).not.toBeNull();
    const [one] = await city.app.sql<{ citizen: string }[]>`
      select citizen_id as citizen from work_order where id = ${first.id}`;
    expect((await smsOf(id)).toSorted()).toEqual([one?.citizen, other].toSorted());
    expect(city.carrier.messages.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/路面坑洞（案件 .*）已全部結案，共 2 位市民通報/),
    );
  });
});

describe('many of a kind in a district within minutes', () => {
  const surges = async () =>
    ok<SurgeView[]>(await supervisor.get('/api/surges')).filter(
      ({ typeCode }) => typeCode === 'flooding',
    );
  const told = async () => {
    const rows = await city.app.sql<{ type: string; orders: number }[]>`
      select type, (payload->>'orders')::int as orders from journal
      where subject_type = 'surge' and payload->>'typeCode' = 'flooding' order by position`;
    return rows.map(({ type, orders }) => `${type} ${orders}`);
  };
  const flood = async (times: number) => {
    for (let i = 0; i < times; i++) {
      await city.issue({ type: 'flooding', at: newCorner() });
      city.clock.advance({ minutes: 1 });
    }
    await city.settle();
  };

  test('raise an alert with their numbers, again when doubled, until it is quiet', async () => {
    await flood(7);
    expect(await surges()).toEqual([]);
    await flood(1);
    expect(await surges()).toMatchObject([{ typeCode: 'flooding', orders: 8, minutes: 15 }]);
    await flood(8);
    expect(await told()).toEqual(['surge.raised 8', 'surge.grew 16']);
    city.clock.advance({ minutes: 13 });
    await city.settle();
    expect(await surges()).toHaveLength(1);
    city.clock.advance({ minutes: 2 });
    await city.settle();
    expect(await surges()).toEqual([]);
    expect(await told()).toEqual(['surge.raised 8', 'surge.grew 16', 'surge.ended 16']);
  });
});
