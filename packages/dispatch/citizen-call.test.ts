import { maskedCarrier } from '@1999/messaging';
import { inTransaction } from '@1999/platform';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OrderView } from './contract.ts';
import { type City, ok, startCity } from './testing/city.ts';

const OWN = '0933 000 001';
let city: City;
let order: OrderView;
const rung: string[] = [];
beforeEach(async () => {
  rung.length = 0;
  city = await startCity();
  city.app.services.get(maskedCarrier).carrier = {
    ring: async (_app, { to }) => {
      rung.push(to);
      return { providerRef: 'CA-1' };
    },
  };
  order = await city.issue();
});
afterEach(() => city.close());

const tellPhone = async (username = 'agency1') =>
  ok(await city.who(username).put('/api/me/phone', { phone: OWN }));
const call = (username = 'agency1', id = order.id) =>
  city.who(username).post(`/api/orders/${id}/citizen-calls`, {});

describe('somebody of the agency calls the citizen', () => {
  test('their own telephone is rung, and the order says who called and how it stands', async () => {
    await tellPhone();
    ok(await call(), 201);
    await city.settle();
    expect(rung).toEqual(['+886933000001']);
    const seen = ok<OrderView>(await city.who('agency1').get(`/api/orders/${order.id}`));
    expect(seen.citizenCalls).toMatchObject([{ state: 'ringing', by: '工務局養護工程處' }]);
    const lines = seen.timeline.filter(({ type }) => type.startsWith('maskedCall.'));
    expect(lines).toMatchObject([
      { type: 'maskedCall.asked', actor: { name: '工務局養護工程處' } },
    ]);
    expect(JSON.stringify(seen)).not.toMatch(/933000001|912345678/);
  });

  test('not before they have told a telephone of their own', async () => {
    expect(await call()).toMatchObject({ status: 409, body: { code: 'own_phone_missing' } });
    expect(ok(await city.who('agency1').get('/api/me/phone'))).toEqual({ phone: null });
    const told = ok<{ phone: string }>(
      await city.who('agency1').put('/api/me/phone', { phone: OWN }),
    );
    expect(told.phone).not.toContain('000');
    ok(await call(), 201);
  });

  test('one call at a time', async () => {
    await tellPhone();
    await tellPhone('crew1');
    ok(await call(), 201);
    const busy = { status: 409, body: { code: 'masked_call_in_progress' } };
    expect(await call()).toMatchObject(busy);
    expect(await call('crew1')).toMatchObject(busy);
  });

  test('another agency’s order answers as an absent one', async () => {
    await tellPhone('agency2');
    const foreign = await call('agency2');
    const absent = await call('agency2', '01999999-9999-7999-8999-999999999999');
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(absent.body);
    expect(rung).toEqual([]);
  });

  test('an order that has ended, or was sent back, is called about no more', async () => {
    await tellPhone();
    const sentBack = await city.issue();
    ok(await city.who('agency1').post(`/api/orders/${sentBack.id}/return`, { reason: '非本局' }));
    expect(await call('agency1', sentBack.id)).toMatchObject({
      status: 409,
      body: { code: 'order_state' },
    });
    const reason = { reason: '誤報' };
    ok(await city.who('supervisor1').post(`/api/orders/${order.id}/release`, reason));
    expect(await call()).toMatchObject({ status: 409, body: { code: 'order_ended' } });
  });

  test('a citizen without a number cannot be called', async () => {
    await tellPhone();
    const [row] = await city.app.sql<{ id: string }[]>`
      select citizen_id as id from work_order where id = ${order.id}`;
    await inTransaction(city.caller(), ({ tx, now }) =>
      city.app.vault.put(tx, String(row?.id), { phone: null }, now),
    );
    expect(await call()).toMatchObject({ status: 409, body: { code: 'citizen_without_phone' } });
  });
});

describe('a person’s own telephone', () => {
  test('can be changed and taken away; the one before is destroyed', async () => {
    await tellPhone();
    ok(await city.who('agency1').put('/api/me/phone', { phone: '0922000002' }));
    ok(await call(), 201);
    await city.settle();
    expect(rung).toEqual(['+886922000002']);
    ok(await city.who('agency1').del('/api/me/phone'), 204);
    expect(ok(await city.who('agency1').get('/api/me/phone'))).toEqual({ phone: null });
    const [left] = await city.app.sql<{ n: number }[]>`
      select count(*)::int as n from user_phone`;
    expect(left?.n).toBe(0);
  });

  test('must be a number', async () => {
    expect(await city.who('agency1').put('/api/me/phone', { phone: 'mine' })).toMatchObject({
      status: 422,
      body: { code: 'phone_invalid', field: 'phone' },
    });
  });

  test('is no citizen’s: nobody finds a person of the house by it', async () => {
    await tellPhone();
    const [found] = await city.app.sql<{ n: number }[]>`select count(*)::int as n from vault_phone`;
    // The citizen of the order alone.
    expect(found?.n).toBe(1);
  });
});
