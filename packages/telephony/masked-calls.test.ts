import { addresses, askMaskedCall, maskedCallsAbout, purposes, stillNeeded } from '@1999/messaging';
import { inTransaction, newId } from '@1999/platform';
import type { TestApp } from '@1999/platform/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Outside, startOutside } from './test/outside.ts';
import { startPhoneCity } from './test/phone-city.ts';
import { newSid, send, webhook } from './test/phone-line.ts';

const CREW = '+886933000001';
const CITIZEN = '+886912345678';
const purpose = 'test.call';
let carrier: Outside;
let city: TestApp;
let allowed = true;
let refId: string;
beforeAll(async () => {
  carrier = await startOutside(({ body }) =>
    body.includes('886900000000')
      ? { status: 400, body: { code: 21211, message: 'Invalid number', status: 400 } }
      : { status: 201, body: { sid: newSid() } },
  );
});
afterAll(() => carrier.close());
beforeEach(async () => {
  allowed = true;
  refId = newId();
  city = await startPhoneCity(carrier);
  const { services } = city.app;
  services.get(addresses).set('user', async () => ({ to: CREW, locale: 'zh-Hant-TW' }));
  services.get(purposes).set(purpose, async () => '您要致電派工單末四碼 0 0 0 1 的民眾。');
  services.get(stillNeeded).set(purpose, async () => allowed);
});
afterEach(() => city.close());

const ask = async (citizenPhone: string | null = CITIZEN): Promise<string> => {
  const { vault } = city.app;
  const callId = await inTransaction(city.caller(), async (context) => {
    const { tx, now } = context;
    const citizenId = citizenPhone
      ? await vault.citizenByPhone(tx, citizenPhone, now)
      : await vault.newCitizen(tx, now);
    const about = { purpose, refType: 'order', refId, userId: newId(), citizenId };
    return (await askMaskedCall.within(context, about)).callId;
  });
  await city.settle();
  return callId;
};
const hook = async (path: string, callId: string, form: Record<string, string> = {}) =>
  send(
    city,
    webhook(`${path}?call=${callId}&locale=zh-Hant-TW`, { CallSid: 'CA1', To: CREW, ...form }),
  );
const press = (callId: string, Digits = '1') => hook('masked-key', callId, { Digits });
const latest = async () => (await maskedCallsAbout(city.app.db, refId))[0];
const story = async (callId: string) => {
  const rows = await city.app.sql<{ type: string; payload: Record<string, unknown> }[]>`
    select type, payload from journal_all where subject_id = ${callId}
    order by position nulls last, seq`;
  return rows.map(({ type }) => type.replace('maskedCall.', ''));
};

describe('a masked call', () => {
  test('rings the person who asked, dials the citizen from the hotline’s number, and ends', async () => {
    const callId = await ask();
    const placed = new URLSearchParams(carrier.requests[0]?.body);
    expect(placed.get('To')).toBe(CREW);
    expect(placed.toString()).not.toContain('912345678');
    expect(await latest()).toMatchObject({ state: 'ringing' });

    const asked = (await hook('masked', callId)).body;
    expect(asked).toContain('末四碼 0 0 0 1');
    expect(asked).toContain('按一接通民眾');
    expect(asked).not.toContain('912345678');
    expect(await latest()).toMatchObject({ state: 'answered' });

    const dialled = (await press(callId)).body;
    const { number } = city.app.config.twilio;
    expect(dialled).toMatch(new RegExp(`<Dial [^>]*callerId="\\${number}"`));
    expect(dialled).toContain(`>${CITIZEN}</Number>`);
    expect(await latest()).toMatchObject({ state: 'connecting' });

    expect((await hook('masked-citizen', callId)).body).toContain('這裡是1999');
    expect(await latest()).toMatchObject({ state: 'talking' });
    city.clock.advance({ seconds: 95 });
    await hook('masked-dialled', callId, { DialCallStatus: 'completed', DialBridged: 'true' });
    await hook('masked-status', callId, { CallStatus: 'completed' });
    expect(await latest()).toMatchObject({ state: 'ended', endReason: 'talked' });
    const steps = ['asked', 'ringing', 'answered', 'connecting', 'talking', 'ended'];
    expect(await story(callId)).toEqual(steps);
    const [end] = await city.app.sql`
      select payload from journal_all where subject_id = ${callId} and type = 'maskedCall.ended'`;
    expect(end?.payload).toMatchObject({ reason: 'talked', seconds: 95 });
  });

  test('its number is read from the vault only at the key, and the reading is noted', async () => {
    const callId = await ask();
    await hook('masked', callId);
    const readings = () => city.app.sql`select purpose, actor_kind from vault_access`;
    expect(await readings()).toEqual([]);
    await press(callId);
    expect(await readings()).toEqual([{ purpose, actor_kind: 'carrier' }]);
  });

  test('keeps no number in any of its rows or in the journal', async () => {
    const callId = await ask();
    await hook('masked', callId);
    await press(callId);
    await hook('masked-dialled', callId, { DialCallStatus: 'busy' });
    const [row] = await city.app.sql`select
      (select string_agg(m::text, ' ') from masked_call m) ||
      (select string_agg(j::text, ' ') from journal_all j) as text`;
    expect(row?.text).toContain(callId);
    expect(row?.text).not.toContain('912345678');
    expect(row?.text).not.toContain('933000001');
  });

  test.each([
    ['no-answer', 'citizenNoAnswer'],
    ['busy', 'citizenBusy'],
    ['failed', 'citizenUnreachable'],
  ])('when the citizen’s telephone is %s it says so and ends as %s', async (status, reason) => {
    const callId = await ask();
    await hook('masked', callId);
    await press(callId);
    const said = await hook('masked-dialled', callId, { DialCallStatus: status });
    expect(said.body).toContain('民眾沒有接聽');
    expect(await latest()).toMatchObject({ state: 'ended', endReason: reason });
    // The line's own end comes after it and changes nothing.
    await hook('masked-status', callId, { CallStatus: 'completed' });
    expect(await latest()).toMatchObject({ endReason: reason });
  });

  test.each([
    ['no-answer', 'callerNoAnswer'],
    ['busy', 'callerBusy'],
    ['failed', 'callerUnreachable'],
  ])('when the first telephone is %s it ends as %s and nobody is dialled', async (status, end) => {
    const callId = await ask();
    await hook('masked-status', callId, { CallStatus: status });
    expect(await latest()).toMatchObject({ state: 'ended', endReason: end });
    expect((await press(callId)).body).not.toContain('<Dial');
  });

  test('without a key it asks twice, says goodbye, and the citizen is not rung', async () => {
    const callId = await ask();
    const first = (await hook('masked', callId)).body;
    expect(first).toContain('reading=2');
    const last = await send(
      city,
      webhook(`masked?call=${callId}&locale=zh-Hant-TW&reading=2`, { CallSid: 'CA1', To: CREW }),
    );
    expect(last.body).toContain('沒有收到按鍵');
    expect((await press(callId, '5')).body).not.toContain('<Dial');
    await hook('masked-status', callId, { CallStatus: 'completed' });
    expect(await latest()).toMatchObject({ state: 'ended', endReason: 'noKey' });
  });

  test('a key pressed after the reason has gone rings nobody', async () => {
    const callId = await ask();
    await hook('masked', callId);
    allowed = false;
    const said = (await press(callId)).body;
    expect(said).not.toContain('<Dial');
    expect(said).toContain('無法接通');
    expect(await latest()).toMatchObject({ state: 'ended', endReason: 'notNeeded' });
  });

  test('a citizen erased meanwhile is not rung', async () => {
    const callId = await ask(null);
    await hook('masked', callId);
    expect((await press(callId)).body).not.toContain('<Dial');
    expect(await latest()).toMatchObject({ state: 'ended', endReason: 'noCitizenPhone' });
  });

  test('a carrier that refuses the number ends it at once, so that it can be asked for again', async () => {
    const { services } = city.app;
    services.get(addresses).set('user', async () => ({ to: '+886900000000' }));
    await ask();
    expect(await latest()).toMatchObject({ state: 'ended', endReason: 'notPlaced' });
  });

  test('is lost when nothing is heard of it, and then another can be asked for', async () => {
    await ask();
    await expect(ask()).rejects.toThrow(/such a call/);
    city.clock.advance({ seconds: 76 });
    await city.settle();
    expect(await latest()).toMatchObject({ state: 'ended', endReason: 'lost' });
    await ask();
    expect(await latest()).toMatchObject({ state: 'ringing' });
  });

  test('repeated web hooks are answered alike and counted once', async () => {
    const callId = await ask();
    await hook('masked', callId);
    await hook('masked', callId);
    expect((await press(callId)).body).toContain('<Dial');
    expect((await press(callId)).body).toContain('<Dial');
    await hook('masked-citizen', callId);
    await hook('masked-citizen', callId);
    const ended = { DialCallStatus: 'completed', DialBridged: 'true' };
    await hook('masked-dialled', callId, ended);
    await hook('masked-dialled', callId, ended);
    const steps = ['asked', 'ringing', 'answered', 'connecting', 'talking', 'ended'];
    expect(await story(callId)).toEqual(steps);
  });

  test('its doors open to the carrier’s signature alone', async () => {
    const callId = await ask();
    const path = `masked-key?call=${callId}&locale=zh-Hant-TW`;
    const forged = await send(city, webhook(path, { Digits: '1' }), 'bm90IHRoZSBjYXJyaWVy');
    expect(forged.status).toBe(403);
    expect(await latest()).toMatchObject({ state: 'ringing' });
  });
});
