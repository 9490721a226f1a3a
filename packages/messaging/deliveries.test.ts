import { type Actor, inTransaction, newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  CannotDeliver,
  type Channel,
  channels,
  deliver,
  deliveriesAbout,
  messaging,
  type OutgoingMessage,
  purposes,
  recordDelivery,
} from './index.ts';

const PHONE = '+886912345678';
let test1999: TestApp;
let citizenId: string;
let sent: OutgoingMessage[];
beforeEach(async () => {
  test1999 = await startTestApp({ modules: [messaging] });
  sent = [];
  citizenId = await inTransaction(test1999.caller(), ({ tx, now, app }) =>
    app.vault.citizenByPhone(tx, PHONE, now),
  );
  test1999.app.services
    .get(purposes)
    .set('test.hello', async (_app, { params }) => `您好 ${params.code}`);
});
afterEach(() => test1999?.close());

function plug(send: (message: OutgoingMessage) => Promise<string>): void {
  const channel: Channel = {
    send: async (_app, message) => {
      sent.push(message);
      return { providerRef: await send(message) };
    },
  };
  test1999.app.services.get(channels).set('sms', channel);
}

async function sendOne(refId = newId()): Promise<{ deliveryId: string; refId: string }> {
  const { deliveryId } = await deliver(test1999.caller(), {
    channel: 'sms',
    purpose: 'test.hello',
    refType: 'survey',
    refId,
    to: { citizenId },
    params: { code: 'A1' },
  });
  return { deliveryId, refId };
}

async function row(deliveryId: string) {
  const [found] = await test1999.app.sql`select * from delivery where id = ${deliveryId}`;
  return found;
}

async function events(deliveryId: string): Promise<string[]> {
  const rows = await test1999.app.sql<{ type: string }[]>`
    select type from journal_all where subject_id = ${deliveryId} order by at, type`;
  return rows.map((entry) => entry.type);
}

test('a message is composed, addressed and sent when its job runs, and its steps are journalled', async () => {
  plug(async () => 'SM1');
  const { deliveryId } = await sendOne();
  expect(sent).toEqual([]);
  await test1999.settle();
  expect(sent).toEqual([{ deliveryId, to: PHONE, text: '您好 A1', locale: 'zh-Hant-TW' }]);
  expect(await row(deliveryId)).toMatchObject({ state: 'sent', provider_ref: 'SM1', attempts: 1 });
  await recordDelivery(test1999.caller(), { providerRef: 'SM1', outcome: 'delivered' });
  await recordDelivery(test1999.caller(), { providerRef: 'SM1', outcome: 'delivered' });
  expect(await events(deliveryId)).toEqual(
    ['delivery.delivered', 'delivery.queued', 'delivery.sent'].sort(),
  );
});

test('neither the number nor the words stand in a table or the journal in the clear', async () => {
  plug(async () => 'SM1');
  await sendOne();
  await test1999.settle();
  const [dump] = await test1999.app.sql`select
    (select string_agg(delivery::text, ' ') from delivery) || ' ' ||
    (select string_agg(journal_all::text, ' ') from journal_all) as text`;
  expect(dump?.text).toContain('test.hello');
  expect(dump?.text).not.toContain('912345678');
  expect(dump?.text).not.toContain('您好');
});

test('a carrier that refuses is tried again at the stored time, until it takes the message', async () => {
  let refusals = 2;
  plug(async () => {
    if (refusals-- > 0) throw new Error(`cannot reach ${PHONE}`);
    return 'SM2';
  });
  const begun = test1999.clock.now();
  const { deliveryId, refId } = await sendOne();
  await test1999.settle();
  expect(await row(deliveryId)).toMatchObject({ state: 'queued', reason: 'channelError' });
  await test1999.settle();
  expect(sent).toHaveLength(1);
  test1999.clock.advance({ seconds: 2 });
  await test1999.settle();
  test1999.clock.advance({ seconds: 5 });
  await test1999.settle();
  expect(sent).toHaveLength(3);
  expect(await row(deliveryId)).toMatchObject({ state: 'sent', attempts: 3, next_try_at: null });
  const [view] = await deliveriesAbout(test1999.app, refId);
  const at = (seconds: number) => begun.add({ seconds }).toString();
  const refused = { state: 'failed', reason: 'channelError' };
  expect(view?.tries).toEqual([
    { n: 1, ...refused, startedAt: at(0), endedAt: at(0), nextTryAt: at(2) },
    { n: 2, ...refused, startedAt: at(2), endedAt: at(2), nextTryAt: at(7) },
    { n: 3, state: 'sent', reason: null, startedAt: at(7), endedAt: at(7), nextTryAt: null },
  ]);
  expect((await events(deliveryId)).filter((type) => type === 'delivery.retried')).toHaveLength(2);
});

test('a carrier that always refuses fails the message in the end, once', async () => {
  plug(async () => {
    throw new Error('down');
  });
  const { deliveryId } = await sendOne();
  for (let minute = 0; minute < 12; minute += 1) {
    await test1999.settle();
    test1999.clock.advance({ minutes: 1 });
  }
  expect(sent).toHaveLength(6);
  expect(await row(deliveryId)).toMatchObject({ state: 'failed', reason: 'channelError' });
  expect((await events(deliveryId)).filter((type) => type === 'delivery.failed')).toHaveLength(1);
});

test('what no other try can help fails at once, with its reason', async () => {
  plug(async () => {
    throw new CannotDeliver('numberUnknown');
  });
  const { deliveryId } = await sendOne();
  await test1999.settle();
  expect(await row(deliveryId)).toMatchObject({ state: 'failed', reason: 'numberUnknown' });
  await inTransaction(test1999.caller(), ({ tx, now, app }) => app.vault.erase(tx, citizenId, now));
  const erased = await sendOne();
  await test1999.settle();
  expect(await row(erased.deliveryId)).toMatchObject({ state: 'failed', reason: 'noAddress' });
});

test('a message whose worker died in mid-send is taken over after half a minute', async () => {
  plug(async () => 'SM3');
  const { deliveryId } = await sendOne();
  // The job is gone with its process, after it had claimed the first try.
  await test1999.app.sql`select graphile_worker.complete_jobs(
    (select array_agg(id) from graphile_worker.jobs))`;
  await test1999.app.sql`update delivery set attempts = 1 where id = ${deliveryId}`;
  await test1999.settle();
  expect(sent).toEqual([]);
  test1999.clock.advance({ seconds: 30 });
  await test1999.settle();
  expect(sent).toHaveLength(1);
  expect(await row(deliveryId)).toMatchObject({ state: 'sent', attempts: 2 });
});

test('an acknowledgement that overtakes everything stands, whatever is reported afterwards', async () => {
  plug(async ({ deliveryId }) => {
    await recordDelivery(test1999.caller(), { deliveryId, outcome: 'acknowledged', digit: '1' });
    return 'CA1';
  });
  const { deliveryId } = await sendOne();
  await test1999.settle();
  await recordDelivery(test1999.caller(), { deliveryId, outcome: 'failed', reason: 'busy' });
  expect(await row(deliveryId)).toMatchObject({ state: 'acknowledged', digit: '1' });
  await expect(
    test1999.app.sql`update delivery set state = 'sent' where id = ${deliveryId}`,
  ).rejects.toThrow('cannot go from acknowledged back to sent');
});

test('supervisors read who was told, agencies and the public do not', async () => {
  plug(async () => 'SM4');
  const { refId } = await sendOne();
  await test1999.settle();
  const url = `/api/deliveries?refId=${refId}`;
  const as = (role: 'supervisor' | 'agency' | 'agent'): Actor => ({
    kind: 'user',
    id: newId(),
    role,
    agencyId: role === 'agency' ? newId() : null,
    sessionId: newId(),
  });
  const seen = await test1999.as(as('supervisor')).get(url);
  expect(seen.body).toMatchObject([{ channel: 'sms', state: 'sent', toKind: 'citizen' }]);
  expect((await test1999.as(as('agency')).get(url)).status).toBe(403);
  expect((await test1999.as(as('agent')).get(url)).status).toBe(403);
  expect((await test1999.as({ kind: 'public', id: null }).get(url)).status).toBe(401);
  const odd = await test1999.as(as('supervisor')).get('/api/deliveries?refId=7');
  expect(odd).toMatchObject({ status: 400, body: { field: 'refId' } });
});
