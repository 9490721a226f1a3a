import { type Actor, newId } from '@1999/platform';
import type { JournalEvent } from '@1999/platform/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrderView } from './contract.ts';
import { live, topics } from './live.ts';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
let inspected: OrderView;
let other: OrderView;
beforeEach(async () => {
  city = await startCity();
  ok(
    await city.who('supervisor1').post('/api/dispatch/verification-rules', {
      typeCode: 'streetLight',
      required: true,
      basedOn: 0,
    }),
    201,
  );
  inspected = await reported('streetLight');
  other = await reported('pothole');
});
afterEach(() => city.close());

const inspector = () => city.who('inspector1');
/** An order of a type that its agency has reported, with a photo. */
async function reported(type: string): Promise<OrderView> {
  const order = await city.issue({ type });
  const agency = city.who('agency1');
  ok(await agency.post(`/api/orders/${order.id}/acknowledgement`, {}));
  const photoIds = [await city.photo(order)];
  ok(await agency.post(`/api/orders/${order.id}/report`, { text: '已修復', photoIds }));
  return city.order(order.id);
}
const move = (order: OrderView, door: string, body: object = {}) =>
  inspector().post(`/api/orders/${order.id}/${door}`, body);

describe('an inspector', () => {
  test('sees the orders whose reports must be confirmed, and no other', async () => {
    const rows = ok<OrderView[]>(await inspector().get('/api/orders'));
    expect(rows.map(({ id }) => id)).toEqual([inspected.id]);
    const narrowed = ok<OrderView[]>(await inspector().get('/api/orders?awaiting=verification'));
    expect(narrowed.map(({ id }) => id)).toEqual([inspected.id]);
    ok(await inspector().get(`/api/orders/${inspected.id}`));
    const foreign = await inspector().get(`/api/orders/${other.id}`);
    const absent = await inspector().get('/api/orders/01999999-9999-7999-8999-999999999999');
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(absent.body);
  });

  test('looks at the photos of those, and at no other case’s', async () => {
    const [photo] = inspected.photoIds;
    ok(await inspector().get(`/api/attachments/${photo}`));
    expect((await inspector().get(`/api/attachments/${other.photoIds[0]}`)).status).toBe(404);
  });

  test('confirms a report, and then it may be closed', async () => {
    ok(await move(inspected, 'verification'));
    const seen = await city.order(inspected.id);
    expect(seen.state).toBe('verified');
    expect(seen.timeline.findLast(({ type }) => type === 'order.verified')).toMatchObject({
      actor: { name: '全民督工查驗員' },
    });
    const closed = { ground: 'photo' };
    ok(await city.who('agency1').post(`/api/orders/${inspected.id}/closure`, closed));
  });

  test('refuses a report with a reason; the order goes back with new clocks', async () => {
    expect((await move(inspected, 'refusal')).status).toBe(400);
    ok(await move(inspected, 'refusal', { reason: '燈仍未亮' }));
    const seen = await city.order(inspected.id);
    expect(seen).toMatchObject({ state: 'issued', cycle: 2, refusals: [{ reason: '燈仍未亮' }] });
  });

  test('decides nothing about an order that needs no confirmation', async () => {
    expect((await move(other, 'verification')).status).toBe(404);
    expect((await move(other, 'refusal', { reason: '不對' })).status).toBe(404);
    expect((await city.order(other.id)).state).toBe('reported');
  });

  test('has nothing else of supervision', async () => {
    const reason = { reason: '理由' };
    for (const door of ['release', 'petition', 'reopening', 'pauses']) {
      expect((await move(inspected, door, reason)).status, door).toBe(403);
    }
    expect((await move(inspected, 'closure', { ground: 'report' })).status).toBe(403);
    for (const path of ['/api/dispatch/policies', '/api/incidents', '/api/deliveries']) {
      expect((await inspector().get(path)).status, path).toBe(403);
    }
  });

  test('hears of reports that wait for it, and of no other order', async () => {
    const actor: Actor = {
      kind: 'user',
      id: newId(),
      role: 'inspector',
      agencyId: null,
      sessionId: newId(),
    };
    const hears = (topic: string, id = '') => topics[topic]?.(city.app, actor, id);
    expect(await hears('inspections')).toBe(true);
    expect(await hears('order', inspected.id)).toBe(true);
    for (const [topic, id] of [
      ['order', other.id],
      ['order', newId()],
      ['orders', ''],
      ['agency', other.agencyId],
    ] as const) {
      expect(await hears(topic, id), topic).toBe(false);
    }
    const events = await city.app.sql<JournalEvent[]>`
      select subject_id as "subjectId", type, payload from journal_all
      where type = 'order.reported'`;
    const told = events.filter((event) => live[event.type]?.(event).includes('inspections'));
    expect(told.map(({ subjectId }) => subjectId)).toEqual([inspected.id]);
  });

  test('loses sight of an order when its type needs no confirmation any more', async () => {
    const rule = { typeCode: 'streetLight', required: false, basedOn: 1 };
    ok(await city.who('supervisor1').post('/api/dispatch/verification-rules', rule), 201);
    expect(ok(await inspector().get('/api/orders'))).toEqual([]);
    expect((await move(inspected, 'verification')).status).toBe(404);
  });
});
