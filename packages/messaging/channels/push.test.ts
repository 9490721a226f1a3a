import { type Actor, newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makePushKey } from '../commands/make-push-key.ts';
import { deliver, factsOf, messaging, purposes } from '../index.ts';
import { type PushedBrowser, startPushService } from '../testing/push-service.ts';

const SUBSCRIPTIONS = '/api/push-subscriptions';
const ORDER = { id: newId(), number: 'INS26030200001', danger: true };
let city: TestApp;
let service: Awaited<ReturnType<typeof startPushService>>;
let officer: Actor;
beforeEach(async () => {
  service = await startPushService();
  city = await startTestApp({ modules: [messaging], config: { outgoingHosts: [service.host] } });
  officer = await newOfficer();
  await makePushKey(city.caller(), {});
  city.app.services
    .get(purposes)
    .set('test.order', async (_app, { locale }) => (locale === 'en' ? 'Order 1' : '派工單 1'));
  city.app.services.get(factsOf).set('test.order', async () => ORDER);
});
afterEach(async () => {
  await city?.close();
  await service.close();
});

/** A person of an agency, with no more of an account than a device needs. */
async function newOfficer(): Promise<Actor & { kind: 'user' }> {
  const [id, agencyId] = [newId(), newId()];
  const { sql } = city.app;
  await sql`insert into agency (id, code, name_zh, name_en, kind, created_at)
    values (${agencyId}, ${`a-${agencyId.slice(-12)}`}, '局', 'Bureau', 'bureau', now())`;
  await sql`insert into app_user
    (id, username, display_name, role, agency_id, locale, password_hash, created_at)
    values (${id}, ${`u${id.slice(-12)}`}, '員', 'agency', ${agencyId}, 'en', 'none', now())`;
  return { kind: 'user', id, role: 'agency', agencyId, sessionId: newId() };
}

async function subscribed(by = officer): Promise<PushedBrowser & { deviceId: string }> {
  const client = city.as(by);
  const key = await client.get('/api/push-key');
  const browser = service.subscribe(key.body.publicKey);
  const answer = await client.post(SUBSCRIPTIONS, browser.subscription);
  expect(answer.status).toBe(201);
  return Object.assign(browser, { deviceId: answer.body.deviceId });
}

async function tell(deviceId: string): Promise<string> {
  const about = { purpose: 'test.order', refType: 'order', refId: ORDER.id };
  const to = { deviceId };
  const sent = await deliver(city.caller(), { channel: 'push', ...about, to });
  await city.settle();
  return sent.deliveryId;
}

async function row(deliveryId: string) {
  const [found] = await city.app.sql`select * from delivery where id = ${deliveryId}`;
  return found;
}

test('a message is signed by the city, and only the browser it is for can read it', async () => {
  const browser = await subscribed();
  const deliveryId = await tell(browser.deviceId);
  expect(await row(deliveryId)).toMatchObject({ state: 'sent', to_kind: 'device' });
  const [message] = browser.messages;
  expect(message?.data).toEqual({
    titleZh: '派工單 1',
    titleEn: 'Order 1',
    danger: true,
    tag: 'order:INS26030200001',
    link: `orders/${ORDER.id}`,
    receipt: expect.stringContaining(deliveryId),
  });
  expect(message?.headers).toMatchObject({
    urgency: 'high',
    topic: ORDER.id.replaceAll('-', ''),
    ttl: '14400',
  });
});

describe('once the device has shown it', () => {
  const nobody = () => city.as({ kind: 'public', id: null });
  const acknowledge = (receipt: unknown) => nobody().post('/api/push-receipts', { receipt });

  test('its receipt makes “sent” into “delivered”, once, and names nobody', async () => {
    const browser = await subscribed();
    const deliveryId = await tell(browser.deviceId);
    const receipt = browser.messages[0]?.data.receipt;
    city.clock.advance({ seconds: 3 });
    expect((await acknowledge(receipt)).status).toBe(204);
    const shown = await row(deliveryId);
    expect(shown).toMatchObject({ state: 'delivered' });
    city.clock.advance({ seconds: 3 });
    expect((await acknowledge(receipt)).status).toBe(204);
    expect((await row(deliveryId))?.delivered_at).toEqual(shown?.delivered_at);
    const steps = await city.app.sql`
      select type from journal_all where subject_id = ${deliveryId} and type = 'delivery.delivered'`;
    expect(steps).toHaveLength(1);
  });

  test('nobody makes a receipt up, and one is no key to another delivery', async () => {
    const browser = await subscribed();
    const [first, second] = [await tell(browser.deviceId), await tell(browser.deviceId)];
    const [, signed] = String(browser.messages[0]?.data.receipt).split('.');
    expect((await acknowledge(`${second}.${signed}`)).status).toBe(404);
    expect((await acknowledge(`${first}.${'A'.repeat(43)}`)).status).toBe(404);
    expect((await acknowledge(first)).status).toBe(400);
    expect(await row(second)).toMatchObject({ state: 'sent' });
  });
});

test('what another key has signed is refused by the service, and not tried again', async () => {
  const browser = await subscribed();
  service.subscribe('another city’s key');
  const deliveryId = await tell(browser.deviceId);
  expect(browser.messages).toEqual([]);
  expect(await row(deliveryId)).toMatchObject({ state: 'failed', reason: 'push403' });
});

test.each([404, 410])('a subscription the service answers with %i is ended', async (status) => {
  const browser = await subscribed();
  browser.answers = [status];
  const deliveryId = await tell(browser.deviceId);
  expect(await row(deliveryId)).toMatchObject({ state: 'failed', reason: 'deviceGone' });
  const again = await tell(browser.deviceId);
  expect(await row(again)).toMatchObject({ state: 'failed', reason: 'noDevice' });
  expect(browser.messages).toEqual([]);
});

test.each([429, 503])(
  'a service that answers %i is asked again at the stored time',
  async (status) => {
    const browser = await subscribed();
    browser.answers = [status, status];
    const deliveryId = await tell(browser.deviceId);
    expect(await row(deliveryId)).toMatchObject({ state: 'queued', reason: 'channelError' });
    for (const seconds of [2, 5]) {
      city.clock.advance({ seconds });
      await city.settle();
    }
    expect(await row(deliveryId)).toMatchObject({ state: 'sent', attempts: 3 });
    expect(browser.messages).toHaveLength(1);
  },
);

describe('a subscription', () => {
  test('taken twice is one; its new keys count', async () => {
    const browser = await subscribed();
    const other = service.subscribe((await city.as(officer).get('/api/push-key')).body.publicKey);
    const { endpoint } = browser.subscription;
    const body = { endpoint, keys: other.subscription.keys };
    const answer = await city.as(officer).post(SUBSCRIPTIONS, body);
    expect(answer.body).toEqual({ deviceId: browser.deviceId });
    const [kept] = await city.app.sql`select count(*)::int as n from push_device`;
    expect(kept?.n).toBe(1);
  });

  test('is another person’s once they sign in there, and the first is told there no more', async () => {
    const browser = await subscribed();
    const colleague = await newOfficer();
    const taken = await city.as(colleague).post(SUBSCRIPTIONS, browser.subscription);
    expect(taken.body.deviceId).not.toBe(browser.deviceId);
    expect(await row(await tell(browser.deviceId))).toMatchObject({ reason: 'noDevice' });
    expect(await row(await tell(taken.body.deviceId))).toMatchObject({ state: 'sent' });
  });

  test('is turned off by whose it is alone', async () => {
    const { subscription, deviceId } = await subscribed();
    const { endpoint } = subscription;
    const stranger = city.as(await newOfficer());
    const theirs = await stranger.del(SUBSCRIPTIONS, { endpoint });
    const absent = await stranger.del(SUBSCRIPTIONS, { endpoint: `${endpoint}0` });
    expect(theirs).toMatchObject({ status: 404, body: absent.body });
    expect((await city.as(officer).del(SUBSCRIPTIONS, { endpoint })).status).toBe(204);
    expect(await row(await tell(deviceId))).toMatchObject({ reason: 'noDevice' });
  });

  test('does not stand in a table in the clear', async () => {
    const { subscription } = await subscribed();
    const [dump] = await city.app.sql`select string_agg(push_device::text, ' ') ||
      (select string_agg(push_key::text, ' ') from push_key) as text from push_device`;
    expect(dump?.text).not.toContain(subscription.endpoint);
    expect(dump?.text).not.toContain(subscription.keys.auth);
  });

  test.each([
    ['http://push.example/send/1', 422],
    ['https://127.0.0.1/send/1', 422],
    ['https://[::1]/send/1', 422],
    ['https://169.254.169.254/latest', 422],
    ['https://user:word@push.example/1', 422],
    ['ftp://push.example/send/1', 400],
    ['https://push.example/\ud800', 400],
  ])('at %s is refused', async (endpoint, status) => {
    const browser = service.subscribe('any');
    const body = { ...browser.subscription, endpoint };
    const answer = await city.as(officer).post(SUBSCRIPTIONS, body);
    expect(answer).toMatchObject({ status, body: { field: 'endpoint' } });
  });

  test('with a key that is no point of the curve is refused', async () => {
    const { subscription } = service.subscribe('any');
    const keys = { ...subscription.keys, p256dh: Buffer.alloc(65, 4).toString('base64url') };
    const answer = await city.as(officer).post(SUBSCRIPTIONS, { ...subscription, keys });
    expect(answer).toMatchObject({ status: 422, body: { code: 'push_key_invalid' } });
  });

  test('is for people of agencies', async () => {
    const agent: Actor = { ...officer, role: 'agent', agencyId: null } as Actor;
    expect((await city.as(agent).get('/api/push-key')).status).toBe(403);
    expect((await city.as({ kind: 'public', id: null }).get('/api/push-key')).status).toBe(401);
  });
});

test('a name that leads inside is not reached', async () => {
  const { subscription } = service.subscribe('any');
  const endpoint = 'https://localhost/send/1';
  const answer = await city.as(officer).post(SUBSCRIPTIONS, { ...subscription, endpoint });
  const deliveryId = await tell(answer.body.deviceId);
  expect(await row(deliveryId)).toMatchObject({ state: 'failed', reason: 'addressNotAllowed' });
});

test('the key is made once, however many processes begin at the same time', async () => {
  const before = (await city.as(officer).get('/api/push-key')).body.publicKey;
  await Promise.all([1, 2, 3].map(() => makePushKey(city.caller(), {})));
  expect((await city.as(officer).get('/api/push-key')).body.publicKey).toBe(before);
});
