import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  account,
  CITIZEN,
  carrierAndHotline,
  HOTLINE,
  untilHeard,
  untilStatus,
} from './testing/test-carrier.ts';

const DUTY = '+886733680001';
let world: Awaited<ReturnType<typeof carrierAndHotline>>;
let client: twilio.Twilio;

beforeEach(async () => {
  world = await carrierAndHotline();
  client = twilio(account.accountSid, account.authToken, { httpClient: toCarrier() });
});

afterEach(() => world.close());

/** The twilio library's own HTTP client, with Twilio's address exchanged for the carrier's. */
function toCarrier(): RequestClient {
  const http = new twilio.RequestClient();
  const request = http.request.bind(http);
  http.request = (options) =>
    request({ ...options, uri: options.uri.replace('https://api.twilio.com', world.carrier.url) });
  return http;
}

test('calls.create, fetch and update of the twilio library work against the carrier', async () => {
  const created = await client.calls.create({
    to: DUTY,
    from: HOTLINE,
    url: `${world.hotline.url}/order`,
    statusCallback: `${world.hotline.url}/status`,
    statusCallbackEvent: ['ringing', 'completed'],
    timeout: 20,
    machineDetection: 'Enable',
  });
  expect(created).toMatchObject({ status: 'queued', direction: 'outbound-api', to: DUTY });
  expect(created.dateCreated.getTime()).toBe(Math.floor(world.clock.now() / 1000) * 1000);
  await world.clock.advance(1);
  expect((await client.calls(created.sid).fetch()).status).toBe('ringing');
  await client.calls(created.sid).update({ status: 'completed' });
  await world.hotline.until('/status', 2);
  expect((await client.calls.list({ to: DUTY })).map((call) => call.status)).toEqual(['canceled']);
  await expect(client.calls('CA404').fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});

test('a list longer than a page is read to its end', async () => {
  for (let n = 0; n < 5; n += 1) {
    await client.messages.create({ to: CITIZEN, from: HOTLINE, body: `第${n}則` });
  }
  const all = await client.messages.list({ pageSize: 2 });
  expect(all.map((message) => message.body)).toEqual(['第4則', '第3則', '第2則', '第1則', '第0則']);
});

test('conferences and participants are listed, held, muted, taken out and ended', async () => {
  world.hotline.answers['/voice'] =
    '<Dial><Conference startConferenceOnEnter="false" endConferenceOnExit="true" statusCallback="/conference" statusCallbackEvent="start end join leave hold mute" waitUrl="/wait">call-7</Conference></Dial>';
  world.hotline.answers['/wait'] = '<Play>/hold.mp3</Play>';
  world.hotline.answers['/held'] = '<Say>請稍候</Say>';
  const caller = world.carrier.dial(CITIZEN);
  await world.hotline.until('/conference', 1);
  const [room] = await client.conferences.list({ friendlyName: 'call-7' });
  if (!room) throw new Error('no conference');
  expect(room.status).toBe('init');

  world.carrier.program(DUTY, { kind: 'answers', afterSeconds: 0 });
  const added = await client
    .conferences(room.sid)
    .participants.create({ from: HOTLINE, to: DUTY, label: 'duty', endConferenceOnExit: false });
  expect(added).toMatchObject({ label: 'duty', status: 'queued' });
  await world.clock.advance(1);
  await world.hotline.until('/conference', 3);
  const inProgress = await client.conferences.list({
    friendlyName: 'call-7',
    status: 'in-progress',
  });
  expect(inProgress).toHaveLength(1);

  const seat = client.conferences(room.sid).participants(caller.sid);
  const held = await seat.update({ hold: true, holdUrl: `${world.hotline.url}/held` });
  expect(held).toMatchObject({ hold: true, muted: false, status: 'connected' });
  await untilHeard(caller, '請稍候');
  await seat.update({ hold: false, muted: true });
  const events = (await world.hotline.until('/conference', 6)).map(
    (h) => h.params.StatusCallbackEvent,
  );
  expect(events.slice(3)).toEqual(['participant-hold', 'participant-unhold', 'participant-mute']);
  expect(await client.conferences(room.sid).participants.list()).toHaveLength(2);
  expect((await client.conferences(room.sid).participants('duty').fetch()).callSid).toBe(
    added.callSid,
  );

  await client.conferences(room.sid).participants('duty').remove();
  expect(await client.conferences(room.sid).participants.list()).toHaveLength(1);
  const ended = await client.conferences(room.sid).update({ status: 'completed' });
  expect(ended).toMatchObject({
    status: 'completed',
    reasonConferenceEnded: 'conference-ended-via-api',
  });
  await untilStatus(caller, 'completed');
});

test('messages.create answers as the library reads it, and too many requests can be simulated', async () => {
  const message = await client.messages.create({
    to: CITIZEN,
    from: HOTLINE,
    body: '問卷 http://x',
  });
  expect(message).toMatchObject({ status: 'queued', numSegments: '1', errorCode: null });
  await world.clock.advance(100);
  expect((await client.messages(message.sid).fetch()).status).toBe('delivered');
  world.carrier.faults({ restFailures: 1 });
  await expect(client.messages.list()).rejects.toMatchObject({ status: 429, code: 20429 });
});

test("the agent's stand-in takes the access token that the library issues", async () => {
  const { AccessToken } = twilio.jwt;
  const token = new AccessToken(account.accountSid, `SK${'1'.repeat(32)}`, 'secret', {
    identity: 'agent1',
    ttl: 2 ** 31,
  });
  token.addGrant(new AccessToken.VoiceGrant({ outgoingApplicationSid: `AP${'2'.repeat(32)}` }));
  const answer = await fetch(`${world.carrier.url}/client/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: token.toJwt(), identity: 'agent1', params: { callId: 'c1' } }),
  });
  expect(answer.status).toBe(201);
  const [hook] = await world.hotline.until('/client');
  expect(hook).toMatchObject({ signed: true, params: { From: 'client:agent1', callId: 'c1' } });
});
