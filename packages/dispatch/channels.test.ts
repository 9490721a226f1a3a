import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { channels } from '@1999/messaging';
import { startPushService } from '@1999/messaging/testing/push-service';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type City, ok, startCity } from './testing/city.ts';

const AGENCY = 'pwb-maintenance';
let city: City;
let closeOutside: (() => void) | undefined;
beforeEach(async () => {
  city = await startCity();
});
afterEach(async () => {
  await city?.close();
  closeOutside?.();
  closeOutside = undefined;
});

interface Asked {
  readonly headers: IncomingMessage['headers'];
  readonly url: string | undefined;
  readonly body: string;
}

/** An agency's own system on this machine, which the operator has allowed. */
async function ownSystem(answer: { status: number; body?: unknown; location?: string }) {
  const asked: Asked[] = [];
  const server = createServer((request, reply) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push({ headers: request.headers, url: request.url, body });
      const { status, body: said, location } = answer;
      reply.writeHead(status, location ? { location } : {}).end(JSON.stringify(said ?? {}));
    });
  });
  closeOutside = () => server.close();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(city.app.config, { outgoingHosts: [host] });
  return { asked, url: `http://${host}/1999` };
}

async function choose(body: Record<string, unknown>): Promise<{ secret: string }> {
  const url = `/api/agencies/${city.agency(AGENCY).id}/channels`;
  return ok(await city.who('supervisor1').post(url, { level: 'danger', ...body }), 201);
}

async function told(orderId: string) {
  const rows = ok<{ channel: string; state: string; reason: string | null }[]>(
    await city.who('supervisor1').get(`/api/deliveries?refId=${orderId}`),
  );
  return rows.map(({ channel, state, reason }) => ({ channel, state, reason }));
}

test('an agency that has chosen nothing is told by its app and by telephone', async () => {
  const order = await city.issue();
  await city.settle();
  expect(await told(order.id)).toMatchObject([{ channel: 'app' }, { channel: 'voice' }]);
});

test('one that has not chosen the telephone is rung when its acknowledgement is late', async () => {
  await choose({ channel: 'app' });
  await choose({ channel: 'sms' });
  const order = await city.issue();
  await city.settle();
  expect(await told(order.id)).toMatchObject([
    { channel: 'app', state: 'sent' },
    { channel: 'sms', state: 'sent' },
  ]);
  expect(city.carrier.calls).toHaveLength(0);
  city.clock.advance({ minutes: 15, milliseconds: 1 });
  await city.settle();
  const chiefs = (await city.roster(AGENCY, 'chief')).map(({ phone }) => phone);
  expect(city.carrier.calls.map(({ to }) => to)).toEqual(chiefs);
});

test('a text message with nobody on duty to read it rings up the ladder at once', async () => {
  const roster = `/api/agencies/${city.agency(AGENCY).id}/roster`;
  for (const { id } of await city.roster(AGENCY, 'unit')) {
    expect((await city.who('supervisor1').del(`${roster}/${id}`)).status).toBe(204);
  }
  await choose({ channel: 'sms' });
  const order = await city.issue();
  await city.settle();
  const [chief] = await city.roster(AGENCY, 'chief');
  expect(city.carrier.calls.map(({ to }) => to)).toEqual([chief?.phone]);
  expect(await city.story(order.id)).toContain('order.contactMissing');
});

test('a signed web hook reaches the agency’s system, whose answer acknowledges the order', async () => {
  const system = await ownSystem({ status: 200, body: { acknowledged: true } });
  const { secret } = await choose({ channel: 'webhook', target: system.url });
  const order = await city.issue();
  await city.settle();
  const [post] = system.asked;
  const signed = String(post?.headers['1999-signature']);
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(signed) ?? [];
  const expected = createHmac('sha256', secret).update(`${seconds}.${post?.body}`).digest('hex');
  expect(signature).toBe(expected);
  expect(JSON.parse(post?.body ?? '')).toMatchObject({ order: { id: order.id, danger: true } });
  expect(await told(order.id)).toMatchObject([{ channel: 'webhook', state: 'acknowledged' }]);
  expect(await city.order(order.id)).toMatchObject({
    state: 'acknowledged',
    acknowledgements: [{ via: 'system' }],
  });
});

test('a system that stays down is tried again and again, then the telephone rings', async () => {
  const system = await ownSystem({ status: 503 });
  await choose({ channel: 'webhook', target: system.url });
  const order = await city.issue();
  for (let waited = 0; waited < 12; waited += 1) {
    await city.settle();
    city.clock.advance({ minutes: 1 });
  }
  expect(system.asked).toHaveLength(6);
  expect(await city.story(order.id)).toContain('order.channelFailed');
  expect((await told(order.id))[0]).toMatchObject({ channel: 'webhook', state: 'failed' });
  expect(city.carrier.calls.length).toBeGreaterThan(0);
});

test('a web hook follows no redirect and reaches nothing inside', async () => {
  const system = await ownSystem({ status: 302, location: 'http://127.0.0.1:1/' });
  for (const target of [
    system.url,
    'https://169.254.169.254/latest',
    'http://agency.test/hook',
    'https://localhost/hook',
  ]) {
    await choose({ channel: 'webhook', target });
  }
  const order = await city.issue();
  await city.settle();
  const hooks = (await told(order.id)).filter(({ channel }) => channel === 'webhook');
  expect(hooks.filter(({ state }) => state === 'queued')).toMatchObject([
    { reason: 'channelError' },
  ]);
  const refused = { state: 'failed', reason: 'addressNotAllowed' };
  expect(hooks.filter(({ state }) => state !== 'queued')).toMatchObject([
    refused,
    refused,
    refused,
  ]);
  expect(system.asked).toHaveLength(1);
});

test('an Open311 endpoint gets a service request, and its id is kept', async () => {
  const system = await ownSystem({ status: 201, body: [{ service_request_id: 'SR-77' }] });
  await choose({ channel: 'open311', target: system.url, secret: 'the-key' });
  const order = await city.issue();
  await city.settle();
  const form = Object.fromEntries(new URLSearchParams(system.asked[0]?.body));
  expect(system.asked[0]?.url).toBe('/1999/requests.json');
  expect(form).toMatchObject({ api_key: 'the-key', service_code: 'pothole' });
  expect(await told(order.id)).toMatchObject([{ channel: 'open311', state: 'delivered' }]);
  const [row] = await city.app.sql`select provider_ref from delivery where channel = 'open311'`;
  expect(row?.provider_ref).toBe('SR-77');
});

test('a web hook whose worker died is taken over after half a minute', async () => {
  const system = await ownSystem({ status: 204 });
  await choose({ channel: 'webhook', target: system.url });
  const order = await city.issue();
  await city.app.sql`select graphile_worker.complete_jobs(
    (select array_agg(id) from graphile_worker.jobs))`;
  await city.app.sql`update delivery set attempts = 1 where ref_id = ${order.id}`;
  await city.settle();
  expect(system.asked).toHaveLength(0);
  city.clock.advance({ seconds: 30 });
  await city.settle();
  expect(system.asked).toHaveLength(1);
  expect(await told(order.id)).toMatchObject([{ channel: 'webhook', state: 'delivered' }]);
});

test('a call whose worker died before the carrier had answered is placed by another', async () => {
  const order = await city.issue();
  await city.app.sql`select graphile_worker.complete_jobs(
    (select array_agg(id) from graphile_worker.jobs))`;
  await city.app.sql`update delivery set attempts = 1
    where ref_id = ${order.id} and channel = 'voice'`;
  city.clock.advance({ seconds: 30 });
  await city.settle();
  expect(city.carrier.calls).toHaveLength(1);
});

test('a channel nobody has plugged in fails with that reason, and the telephone rings', async () => {
  city.app.services.get(channels).delete('sms');
  await choose({ channel: 'sms' });
  const order = await city.issue();
  await city.settle();
  expect(await told(order.id)).toMatchObject([
    { channel: 'sms', state: 'failed', reason: 'noChannel' },
    { channel: 'voice' },
  ]);
});

test('push rings every device of the agency; the telephone rings once none is left', async () => {
  const service = await startPushService();
  closeOutside = () => void service.close();
  Object.assign(city.app.config, { outgoingHosts: [service.host] });
  const crew = city.agencyClient(AGENCY);
  const { publicKey } = ok<{ publicKey: string }>(await crew.get('/api/push-key'));
  const browsers = [service.subscribe(publicKey), service.subscribe(publicKey)];
  for (const { subscription } of browsers) {
    ok(await crew.post('/api/push-subscriptions', subscription), 201);
  }
  const [kept, lost] = browsers;
  await choose({ channel: 'push' });
  if (lost) lost.answers = [410];
  const order = await city.issue();
  await city.settle();
  expect(kept?.messages.map(({ data }) => data)).toEqual([
    {
      titleZh: `緊急派工單 ${order.number}`,
      titleEn: `Urgent order ${order.number}`,
      danger: true,
      tag: `order:${order.number}`,
      link: `orders/${order.id}`,
      receipt: expect.any(String),
    },
  ]);
  expect((await told(order.id)).map(({ state }) => state).toSorted()).toEqual(['failed', 'sent']);
  expect(city.carrier.calls).toHaveLength(0);
  if (kept) kept.answers = [404];
  const next = await city.issue();
  await city.settle();
  expect(await city.story(next.id)).toContain('order.channelFailed');
  expect(city.carrier.calls).toHaveLength(1);
  const last = await city.issue();
  await city.settle();
  expect((await told(last.id))[0]).toMatchObject({ channel: 'push', reason: 'noDevice' });
});

test('supervisors choose channels and keep rosters; agencies and agents do not', async () => {
  const { id } = city.agency(AGENCY);
  const url = `/api/agencies/${id}/channels`;
  const { secret } = await choose({ channel: 'webhook', target: 'https://agency.test/hook' });
  expect(secret).toMatch(/^whsec_/);
  const supervisor = city.who('supervisor1');
  const [shown] = ok<{ id: string }[]>(await supervisor.get(url));
  expect(shown).toMatchObject({ channel: 'webhook', target: 'https://agency.test/hook' });
  expect(JSON.stringify(shown)).not.toContain(secret);
  const [row] = await city.app.sql`select agency_channel::text as text from agency_channel`;
  expect(row?.text).not.toContain('agency.test');
  expect((await supervisor.del(`${url}/${shown?.id}`)).status).toBe(204);
  expect((await supervisor.del(`${url}/${shown?.id}`)).status).toBe(404);
  expect(ok(await supervisor.get(url))).toEqual([]);
  for (const client of [city.agencyClient(AGENCY), city.who('agent1')]) {
    expect((await client.get(url)).status).toBe(403);
  }
  const person = { level: 'unit', position: 9, titleZh: '夜班', titleEn: 'Night', name: '王小明' };
  const body = { ...person, phone: '0912345678' };
  const roster = `/api/agencies/${id}/roster`;
  const { contactId } = ok<{ contactId: string }>(await supervisor.post(roster, body), 201);
  expect(await supervisor.post(roster, body)).toMatchObject({
    status: 409,
    body: { code: 'place_taken' },
  });
  expect(await city.roster(AGENCY, 'unit')).toContainEqual({
    id: contactId,
    phone: '+886912345678',
  });
  expect((await supervisor.del(`${roster}/${contactId}`)).status).toBe(204);
  expect((await city.roster(AGENCY, 'unit')).map((one) => one.id)).not.toContain(contactId);
});
