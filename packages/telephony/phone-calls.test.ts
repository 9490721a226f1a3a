import { newId } from '@1999/platform';
import type { TestApp } from '@1999/platform/testing';
import { readyAgent, someAgent } from '@1999/routing/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commandCall } from './test/command.ts';
import { type Outside, startOutside } from './test/outside.ts';
import { answerOffer, eventsOf, rowOf, startPhoneCity, waitingCaller } from './test/phone-city.ts';
import { newSid, PhoneLine, send, webhook } from './test/phone-line.ts';

let carrier: Outside;
let carrierSays: string;
let city: TestApp;
beforeAll(async () => {
  carrier = await startOutside(({ path }) =>
    path.includes('/Calls/') ? { body: { sid: 'CA', status: carrierSays } } : { body: {} },
  );
});
afterAll(() => carrier.close());
beforeEach(async () => {
  carrierSays = 'in-progress';
  city = await startPhoneCity(carrier);
});
afterEach(() => city.close());

describe('a caller', () => {
  test('is greeted, chooses language and topic, and waits in the conference', async () => {
    const line = await new PhoneLine(city).dial();
    expect(line.heard).toContain('1999市民服務專線');
    expect(line.heard).toContain('For English, press 4');
    await line.press('1');
    expect(line.heard).toContain('危險狀況，請按九');
    await line.press('2');
    expect(line.heard).toMatch(/<Conference[^>]*startConferenceOnEnter="false"/);
    expect(line.heard).toMatch(/<Conference[^>]*endConferenceOnExit="true"/);
    expect(await rowOf(city, line.sid)).toMatchObject({
      state: 'queued',
      language: 'zh',
      topic: 'report',
    });
    const wait = await send(city, webhook(`wait?call=${line.callId}`, line.form()));
    expect(wait.body).toContain('您目前排在第1位');
    expect(wait.body).toContain('hold-music.wav');
  });

  test('who speaks English is served in English', async () => {
    const line = await (await new PhoneLine(city).dial()).press('4');
    expect(line.heard).toContain('language="en-US"');
    expect(line.heard).toContain('For a danger, press 9');
    expect(line.heard).not.toContain('請按');
  });

  test('who presses nothing is asked again and in the end put through', async () => {
    const line = await (await new PhoneLine(city).dial()).press();
    expect(line.heard).toContain('請再按一次');
    for (let silent = 0; silent < 5; silent++) await line.press();
    expect(await rowOf(city, line.sid)).toMatchObject({
      state: 'queued',
      topic: 'enquiry',
      language: 'zh',
    });
  });

  test('in danger stands before those who wait', async () => {
    const patient = await waitingCaller(city, '+886911111111');
    const urgent = await (await new PhoneLine(city, '+886922222222').dial()).press('9');
    const agent = await readyAgent(city);
    const { body } = await agent.get('/api/offers/current');
    expect(body.offer).toMatchObject({ callId: urgent.callId, danger: true, topic: 'danger' });
    expect(body.offer.citizen.phone).not.toContain('922222222');
    const wait = await send(city, webhook(`wait?call=${patient.callId}`, patient.form()));
    expect(wait.body).toContain('第2位');
  });

  test('who calls twice is the same citizen; a withheld number is nobody known', async () => {
    const [first, second] = [await waitingCaller(city), await waitingCaller(city)];
    const [hidden, other] = [
      await waitingCaller(city, 'anonymous'),
      await waitingCaller(city, 'anonymous'),
    ];
    const citizens = await Promise.all(
      [first, second, hidden, other].map(async ({ sid }) => (await rowOf(city, sid)).citizen_id),
    );
    expect(citizens[0]).toBe(citizens[1]);
    expect(new Set(citizens).size).toBe(3);
  });
});

test('a call from arrival to wrap-up', async () => {
  const line = await waitingCaller(city);
  const agent = await readyAgent(city);
  const callId = await answerOffer(agent);
  expect(callId).toBe(line.callId);
  expect((await agent.get('/api/calls/current')).body.call).toMatchObject({
    callId,
    state: 'connected',
    topic: 'report',
    provider: 'twilio',
  });
  const client = webhook('client', { CallSid: newSid(), From: `client:${agent.id}`, callId });
  const joins = await send(city, client);
  expect(joins.body).toMatch(/<Conference[^>]*startConferenceOnEnter="true"/);
  expect(joins.body).toMatch(/<Conference[^>]*endConferenceOnExit="false"/);
  await line.hangUp();
  expect((await agent.get('/api/calls/current')).body.call).toMatchObject({
    state: 'ended',
    endReason: 'completed',
  });
  expect((await agent.get('/api/agents/me/state')).body.state).toBe('wrapUp');
  const body = { code: 'recorded', note: '路燈不亮' };
  expect((await agent.post(`/api/calls/${callId}/wrap-up`, { code: 'nonsense' })).status).toBe(422);
  expect((await agent.post(`/api/calls/${callId}/wrap-up`, body)).status).toBe(200);
  expect((await agent.post(`/api/calls/${callId}/wrap-up`, body)).status).toBe(409);
  expect((await agent.get('/api/agents/me/state')).body.state).toBe('ready');
  expect((await agent.get('/api/calls/current')).body.call).toBeNull();
  expect((await agent.get('/api/calls')).body).toMatchObject([{ callId, wrapUpCode: 'recorded' }]);
  expect(await eventsOf(city, callId)).toEqual([
    'call.arrived',
    'call.menuChosen',
    'call.queued',
    'call.connected',
    'call.recordingStarted',
    'call.recordingStopped',
    'call.ended',
    'call.wrapped',
  ]);
});

describe('the agent', () => {
  test('holds, resumes and ends the call at the carrier', async () => {
    const line = await waitingCaller(city);
    const agent = await readyAgent(city);
    const callId = await answerOffer(agent);
    const ConferenceSid = newSid('CF');
    const joined = { ConferenceSid, StatusCallbackEvent: 'participant-join', CallSid: line.sid };
    await send(city, webhook(`conference?call=${callId}`, { ...joined, SequenceNumber: '1' }));
    await commandCall(agent, callId, { type: 'hold' });
    await city.settle();
    const participant = `/Conferences/${ConferenceSid}/Participants/${line.sid}.json`;
    expect(carrier.requests.at(-1)?.path).toContain(participant);
    expect(carrier.requests.at(-1)?.body).toContain('Hold=true');
    await commandCall(agent, callId, { type: 'resume' });
    await city.settle();
    expect(carrier.requests.at(-1)?.body).toContain('Hold=false');
    await commandCall(agent, callId, { type: 'endCall' });
    await city.settle();
    expect(carrier.requests.at(-1)?.path).toContain(`/Calls/${line.sid}.json`);
    expect(carrier.requests.at(-1)?.body).toBe('Status=completed');
    expect(await rowOf(city, line.sid)).toMatchObject({ state: 'ended', end_reason: 'completed' });
  });

  test('whose line breaks does not end the call; the caller is comforted until it is back', async () => {
    const line = await waitingCaller(city);
    const agent = await readyAgent(city);
    const callId = await answerOffer(agent);
    const about = { ConferenceSid: newSid('CF'), CallSid: newSid() };
    const tell = (StatusCallbackEvent: string, SequenceNumber: string) =>
      send(
        city,
        webhook(`conference?call=${callId}`, { ...about, StatusCallbackEvent, SequenceNumber }),
      );
    await tell('participant-join', '2');
    await tell('participant-leave', '3');
    await city.settle();
    expect(carrier.requests.at(-1)?.body).toContain('Hold=true');
    expect(await rowOf(city, line.sid)).toMatchObject({ state: 'connected', agent_present: false });
    await tell('participant-join', '4');
    await city.settle();
    expect(carrier.requests.at(-1)?.body).toContain('Hold=false');
    expect(await rowOf(city, line.sid)).toMatchObject({ state: 'connected', agent_present: true });
  });

  test('of another call can do nothing with it, and it answers as if there were none', async () => {
    await waitingCaller(city);
    const agent = await readyAgent(city);
    const callId = await answerOffer(agent);
    const other = await someAgent(city);
    for (const [action, body] of [
      ['commands', { commandId: newId(), type: 'hold' }],
      ['commands', { commandId: newId(), type: 'endCall' }],
      ['wrap-up', { code: 'other' }],
      ['leg', { sdp: 'v=0' }],
    ] as const) {
      const foreign = await other.post(`/api/calls/${callId}/${action}`, body);
      const absent = await other.post(`/api/calls/${newId()}/${action}`, body);
      expect([foreign.status, foreign.body]).toEqual([404, absent.body]);
    }
    const joins = await send(
      city,
      webhook('client', { CallSid: newSid(), From: `client:${other.id}`, callId }),
    );
    expect(joins.body).not.toContain('Conference');
  });

  test('gets a token for the carrier with an identity it allows', async () => {
    const agent = await someAgent(city);
    const { body } = await agent.post('/api/calls/client-token');
    expect(body.identity).toBe(agent.id.replaceAll('-', '_'));
    const claims = JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString());
    expect(claims.grants).toMatchObject({ identity: body.identity, voice: {} });
    expect(body.carrierUrl).toBe('/phone');
  });
});
