import { cases } from '@1999/cases';
import { directory } from '@1999/directory';
import { deliver, messaging, purposes } from '@1999/messaging';
import { inTransaction, newId } from '@1999/platform';
import { startTestApp, type TestApp, testConfig } from '@1999/platform/testing';
import { routing } from '@1999/routing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { telephony } from './index.ts';
import { type Outside, startOutside } from './test/outside.ts';
import { newSid, send, webhook } from './test/phone-line.ts';

const PHONE = '+886933333333';
const modules = [messaging, directory, cases, routing, telephony];
let carrier: Outside;
let city: TestApp;
beforeAll(async () => {
  carrier = await startOutside(({ path, body }) => {
    if (body.includes('886900000000')) {
      return { status: 400, body: { code: 21211, message: 'Invalid number', status: 400 } };
    }
    return { status: 201, body: { sid: newSid(path.includes('Messages') ? 'SM' : 'CA') } };
  });
});
afterAll(() => carrier.close());
beforeEach(async () => {
  carrier.requests.length = 0;
  city = await startTestApp({
    modules,
    config: { twilio: { ...testConfig().twilio, apiUrl: carrier.url } },
  });
  words();
});
afterEach(() => city.close());

const words = () =>
  city.app.services
    .get(purposes)
    .set('order.notify', async (_app, { locale }) =>
      locale === 'en' ? 'A tree has fallen.' : '路樹傾倒，請立即處理。',
    );

/** Queues a delivery to a person with this number and lets it leave. */
async function deliverTo(channel: 'sms' | 'voice', phone = PHONE): Promise<string> {
  const id = await inTransaction(city.caller(), async (context) => {
    const citizenId = await city.app.vault.citizenByPhone(context.tx, phone, context.now);
    const { deliveryId } = await deliver.within(context, {
      channel,
      purpose: 'order.notify',
      refType: 'order',
      refId: newId(),
      to: { citizenId },
    });
    return deliveryId;
  });
  await city.settle();
  return id;
}

const deliveryOf = async (id: string) => {
  const [row] = await city.app.sql`select state, reason, digit from delivery where id = ${id}`;
  return row;
};
const form = (more: Record<string, string>) => ({ CallSid: 'CA1', To: PHONE, ...more });
const alert = (id: string) =>
  send(city, webhook(`alert?delivery=${id}&locale=zh-Hant-TW`, form({})));
const press = (id: string, Digits: string) =>
  send(city, webhook(`alert-answer?delivery=${id}&locale=zh-Hant-TW&reading=1`, form({ Digits })));
const status = (id: string, CallStatus: string) =>
  send(city, webhook(`alert-status?delivery=${id}`, form({ CallStatus, SequenceNumber: '1' })));

describe('an automated call', () => {
  test('rings the number, speaks the order and takes 1 as acknowledgement', async () => {
    const id = await deliverTo('voice');
    const asked = new URLSearchParams(carrier.requests[0]?.body);
    expect(asked.get('To')).toBe(PHONE);
    expect(asked.get('Url')).toContain(`/telephony/twilio/alert?delivery=${id}`);
    expect(await deliveryOf(id)).toMatchObject({ state: 'sent' });
    const spoken = await alert(id);
    expect(spoken.body).toContain('路樹傾倒');
    expect(spoken.body).toContain('受理請按一');
    expect((await press(id, '1')).body).toContain('已受理');
    expect(await deliveryOf(id)).toMatchObject({ state: 'acknowledged', digit: '1' });
    await status(id, 'completed');
    expect(await deliveryOf(id)).toMatchObject({ state: 'acknowledged' });
  });

  test('is acknowledged though its end was told before the key', async () => {
    const id = await deliverTo('voice');
    await status(id, 'completed');
    expect(await deliveryOf(id)).toMatchObject({ state: 'failed', reason: 'noKey' });
    await press(id, '1');
    expect(await deliveryOf(id)).toMatchObject({ state: 'acknowledged' });
  });

  test('is read again on 2, three times at most', async () => {
    const id = await deliverTo('voice');
    const again = await press(id, '2');
    expect(again.body).toContain('路樹傾倒');
    expect(again.body).toContain('reading=2');
    const path = `alert-answer?delivery=${id}&locale=zh-Hant-TW&reading=3`;
    const last = await send(city, webhook(path, form({ Digits: '2' })));
    expect(last.body).not.toContain('路樹傾倒');
    expect(last.body).toContain('<Hangup/>');
  });

  test.each([
    ['no-answer', 'noAnswer'],
    ['busy', 'busy'],
    ['failed', 'carrierFailed'],
    ['completed', 'noKey'],
  ])('that ends as %s without the key has failed: %s', async (callStatus, reason) => {
    const id = await deliverTo('voice');
    await status(id, callStatus);
    expect(await deliveryOf(id)).toMatchObject({ state: 'failed', reason });
  });

  test('for a delivery nobody knows is a 404', async () => {
    expect((await alert(newId())).status).toBe(404);
  });
});

describe('a text message', () => {
  test('leaves with its words, and its fate comes back', async () => {
    const id = await deliverTo('sms');
    const asked = new URLSearchParams(carrier.requests[0]?.body);
    expect(asked.get('Body')).toBe('路樹傾倒，請立即處理。');
    const callback = new URL(asked.get('StatusCallback') ?? '');
    expect(callback.pathname).toBe('/telephony/twilio/message-status');
    const told = { MessageSid: 'SM1', MessageStatus: 'delivered' };
    await send(city, webhook(`message-status${callback.search}`, told));
    expect(await deliveryOf(id)).toMatchObject({ state: 'delivered' });
    await send(
      city,
      webhook(`message-status${callback.search}`, { ...told, MessageStatus: 'sent' }),
    );
    expect(await deliveryOf(id)).toMatchObject({ state: 'delivered' });
  });

  test('to a number that does not exist fails for good, with the reason', async () => {
    const id = await deliverTo('sms', '+886900000000');
    expect(await deliveryOf(id)).toMatchObject({ state: 'failed', reason: 'carrier21211' });
  });
});

test('without a carrier a delivery fails and says so', async () => {
  await city.close();
  city = await startTestApp({ modules });
  words();
  const id = await deliverTo('voice');
  expect(await deliveryOf(id)).toMatchObject({ state: 'failed', reason: 'noCarrier' });
});
