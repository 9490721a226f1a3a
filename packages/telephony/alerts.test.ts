import { deliver, purposes, stillNeeded } from '@1999/messaging';
import { inTransaction, newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Outside, startOutside } from './test/outside.ts';
import { modules, startPhoneCity } from './test/phone-city.ts';
import { newSid, send, webhook } from './test/phone-line.ts';

const PHONE = '+886933333333';
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
  city = await startPhoneCity(carrier);
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
async function deliverTo(
  channel: 'sms' | 'voice',
  phone = PHONE,
  more: { urgent?: boolean; dueAt?: string; params?: Record<string, unknown> } = {},
): Promise<string> {
  const id = await inTransaction(city.caller(), async (context) => {
    const citizenId = await city.app.vault.citizenByPhone(context.tx, phone, context.now);
    const { deliveryId } = await deliver.within(context, {
      channel,
      purpose: 'order.notify',
      refType: 'order',
      refId: newId(),
      to: { citizenId },
      ...more,
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
const callOf = async (id: string): Promise<string> => {
  const [row] = await city.app.sql`select call_id as "callId" from delivery where id = ${id}`;
  return row?.callId;
};
const alert = async (id: string) =>
  send(city, webhook(`alert?call=${await callOf(id)}&locale=zh-Hant-TW`, form({})));
const press = async (id: string, Digits: string, more = '') => {
  const about = `call=${await callOf(id)}&delivery=${id}&locale=zh-Hant-TW&reading=1${more}`;
  return send(city, webhook(`alert-answer?${about}`, form({ Digits })));
};
const status = async (id: string, CallStatus: string) =>
  send(
    city,
    webhook(`alert-status?call=${await callOf(id)}`, form({ CallStatus, SequenceNumber: '1' })),
  );

describe('an automated call', () => {
  test('rings the number, speaks the order and takes 1 as acknowledgement', async () => {
    const id = await deliverTo('voice', PHONE, { params: { mayRefuse: true } });
    const asked = new URLSearchParams(carrier.requests[0]?.body);
    expect(asked.get('To')).toBe(PHONE);
    expect(asked.get('Url')).toContain(`/telephony/twilio/alert?call=${await callOf(id)}`);
    expect(await deliveryOf(id)).toMatchObject({ state: 'sent' });
    const spoken = await alert(id);
    expect(spoken.body).toContain('路樹傾倒');
    expect(spoken.body).toContain('受理請按一');
    expect(await deliveryOf(id)).toMatchObject({ state: 'delivered' });
    const thanked = (await press(id, '1', '&refuse=1')).body;
    expect(thanked).toContain('已受理');
    expect(thanked).toContain('沒有其他派工單');
    expect(await deliveryOf(id)).toMatchObject({ state: 'acknowledged', digit: '1' });
    await status(id, 'completed');
    expect(await deliveryOf(id)).toMatchObject({ state: 'acknowledged' });
  });

  test('speaks every order that has joined it: dangers first, then what is due first', async () => {
    const first = await deliverTo('voice');
    const later = await deliverTo('voice', PHONE, { dueAt: '2026-01-01T05:00:00Z' });
    const sooner = await deliverTo('voice', PHONE, { dueAt: '2026-01-01T04:00:00Z' });
    const danger = await deliverTo('voice', PHONE, { urgent: true });
    expect(carrier.requests).toHaveLength(1);
    await alert(first);
    const order: string[] = [];
    for (let current = danger; order.length < 3; ) {
      order.push(current);
      const { body } = await press(current, '1');
      current = /delivery=([0-9a-f-]{36})/.exec(body)?.[1] ?? '';
    }
    expect(order).toEqual([danger, sooner, later]);
    const last = await press(first, '1');
    expect(last.body).toContain('沒有其他派工單');
    // The goodbye takes nothing more: the next order waits for the line, then rings again.
    const next = await deliverTo('voice');
    expect(await deliveryOf(next)).toMatchObject({ state: 'queued' });
    await status(first, 'completed');
    city.clock.advance({ seconds: 5 });
    await city.settle();
    expect(carrier.requests).toHaveLength(2);
    expect(await deliveryOf(next)).toMatchObject({ state: 'sent' });
  });

  test('asked the same again by the carrier gives the same answer', async () => {
    const first = await deliverTo('voice');
    await deliverTo('voice');
    expect((await alert(first)).body).toEqual((await alert(first)).body);
    const answers = [await press(first, '1'), await press(first, '1')];
    expect(answers[0]?.body).toEqual(answers[1]?.body);
  });

  test('does not speak what somebody has taken on meanwhile', async () => {
    const first = await deliverTo('voice');
    const taken = await deliverTo('voice');
    city.app.services.get(stillNeeded).set('order.notify', async (_app, { id }) => id !== taken);
    await alert(first);
    expect((await press(first, '1')).body).toContain('沒有其他派工單');
    expect(await deliveryOf(taken)).toMatchObject({ state: 'failed', reason: 'noLongerNeeded' });
  });

  test('takes 3 only when it is pressed twice, and only where it was offered', async () => {
    const id = await deliverTo('voice', PHONE, { params: { mayRefuse: true } });
    expect((await alert(id)).body).toContain('非本單位業務請按三');
    expect((await press(id, '3')).body).toContain('路樹傾倒');
    const asked = await press(id, '3', '&refuse=1');
    expect(asked.body).toContain('請再按一次三');
    expect(await deliveryOf(id)).toMatchObject({ state: 'delivered' });
    await press(id, '3', '&refuse=1&sure=1');
    expect(await deliveryOf(id)).toMatchObject({ state: 'acknowledged', digit: '3' });
  });

  test('puts the officer who presses 0 into the hotline’s queue, until the line ends', async () => {
    const id = await deliverTo('voice');
    const other = await deliverTo('voice');
    await alert(id);
    expect((await press(id, '0')).body).toContain('<Conference');
    const calls = () => city.app.sql`select state, topic from call`;
    expect(await calls()).toMatchObject([{ state: 'queued', topic: 'enquiry' }]);
    for (const one of [id, other]) {
      expect(await deliveryOf(one)).toMatchObject({ state: 'failed', reason: 'askedForAgent' });
    }
    await status(id, 'completed');
    expect(await calls()).toMatchObject([{ state: 'ended' }]);
  });

  test('is acknowledged though its end was told before the key', async () => {
    const id = await deliverTo('voice');
    await alert(id);
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
    const path = `alert-answer?call=${await callOf(id)}&delivery=${id}&locale=zh-Hant-TW&reading=3`;
    const last = await send(city, webhook(path, form({ Digits: '2' })));
    expect(last.body).not.toContain('路樹傾倒');
    expect(last.body).toContain('<Hangup/>');
  });

  test.each([
    ['no-answer', 'noAnswer'],
    ['busy', 'busy'],
    ['failed', 'carrierFailed'],
    ['completed', 'noKey'],
  ])('that ends as %s has failed for every order that waited: %s', async (callStatus, reason) => {
    const ids = [await deliverTo('voice'), await deliverTo('voice')];
    await status(ids[0] ?? '', callStatus);
    for (const id of ids) expect(await deliveryOf(id)).toMatchObject({ state: 'failed', reason });
  });

  test('the carrier tells nothing more of frees its telephone and its orders', async () => {
    const id = await deliverTo('voice');
    city.clock.advance({ seconds: 75 });
    await city.settle();
    expect(await deliveryOf(id)).toMatchObject({ state: 'failed', reason: 'lost' });
    expect(await deliveryOf(await deliverTo('voice'))).toMatchObject({ state: 'sent' });
  });

  test('nobody knows says goodbye', async () => {
    const answer = await send(city, webhook(`alert?call=${newId()}&locale=en`, form({})));
    expect(answer.body).toContain('<Hangup/>');
    expect((await send(city, webhook('alert?call=7', form({})))).status).toBe(404);
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
