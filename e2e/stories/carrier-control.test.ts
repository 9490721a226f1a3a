import { cases } from '@1999/cases';
import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { freePort, seedCity } from '@1999/platform';
import { startTestApp, type TestApp, testConfig, until } from '@1999/platform/testing';
import { routing } from '@1999/routing';
import { readyAgent, someAgent, type TestAgent } from '@1999/routing/testing';
import { telephony } from '@1999/telephony';
import { commandCall, superviseCall } from '@1999/telephony/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type RunningCarrier,
  startCarrier,
} from '../../apps/city-simulator/src/carrier/start-carrier.ts';
import { problemsOf } from '../../apps/city-simulator/src/carrier/testing/twilio-description.ts';
import { watchCarrier } from '../../apps/city-simulator/src/carrier/testing/watched-carrier.ts';

let carrier: RunningCarrier;
let watched: Awaited<ReturnType<typeof watchCarrier>>;
let city: TestApp;
let ada: TestAgent;
let leg: ReturnType<RunningCarrier['dial']>;
let callId: string;
beforeAll(async () => {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const hook = (path: string) => `${publicUrl}/telephony/twilio/${path}`;
  const { twilio } = testConfig();
  carrier = await startCarrier({
    ...twilio,
    voiceUrl: hook('voice'),
    fallbackUrl: hook('fallback'),
    statusUrl: hook('status'),
    clientVoiceUrl: hook('client'),
    callsPerSecond: 0,
    speed: 20,
  });
  watched = await watchCarrier(() => carrier.url);
  const modules = [messaging, directory, cases, routing, telephony];
  const emergencyNumbers = { '110': '110', '119': '119' };
  city = await startTestApp({
    modules,
    config: { publicUrl, twilio: { ...twilio, apiUrl: watched.url }, emergencyNumbers },
  });
  await seedCity(city.app, modules);
  await city.server.listen({ port, host: '127.0.0.1' });
});
afterAll(async () => {
  watched?.close();
  await carrier?.close();
  await city?.close();
});

const room = () => {
  const found = [...carrier.board.rooms.values()].find((one) => one.state.friendlyName === callId);
  if (!found) throw new Error('no conference');
  return found.state;
};
const seat = (label: string) => room().participants.find((one) => one.label === label);
const joins = async (who: TestAgent): Promise<string> => {
  const { identity, token } = (await who.post('/api/calls/client-token')).body;
  const joined = await fetch(`${carrier.url}/client/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identity, token, params: { callId } }),
  });
  const { legId } = (await who.get('/api/calls/current')).body.call;
  expect(joined.status).toBe(201);
  await until(() => seat(legId) !== undefined);
  await arrives();
  return legId;
};
const answers = async (who: TestAgent): Promise<string> => {
  await until(async () => (await who.get('/api/offers/current')).body.offer !== null);
  const { offer } = (await who.get('/api/offers/current')).body;
  await who.post(`/api/offers/${offer.offerId}/answer`);
  return joins(who);
};
/** Everything said to either side has been heard and done. */
const arrives = async () => {
  await carrier.board.callbacks.settled();
  await city.settle();
  await carrier.board.callbacks.settled();
};
const stateOf = async (who: TestAgent) => (await who.get('/api/agents/me/state')).body.state;
const snapshot = async () => (await boss.get(`/api/calls/${callId}/snapshot`)).body;
let boss: TestAgent;
let phones = 0;

beforeEach(async () => {
  boss = await someAgent(city, [], 'supervisor');
  ada = await readyAgent(city);
  leg = carrier.dial(`09100000${String(++phones).padStart(2, '0')}`);
  await until(() => leg.listener !== undefined);
  leg.press('9');
  await until(async () => (await ada.get('/api/offers/current')).body.offer !== null);
  callId = (await ada.get('/api/offers/current')).body.offer.callId;
  await answers(ada);
});

const endsWell = async (...people: TestAgent[]) => {
  leg.end();
  await arrives();
  for (const who of people) await who.put('/api/agents/me/state', { state: 'offline' });
};

test('a colleague is asked aside, joins the conference, and is handed the caller', async () => {
  const ben = await readyAgent(city);
  await commandCall(ada, callId, { type: 'consultStart', with: { agentId: ben.id } });
  await arrives();
  await until(() => leg.heard.at(-1)?.text.includes('hold-music') ?? false);
  const bens = await answers(ben);
  expect(room().participants.map(({ hold }) => hold)).toEqual([true, false, false]);
  await commandCall(ada, callId, { type: 'conference' });
  await arrives();
  expect(room().participants.map(({ hold }) => hold)).toEqual([false, false, false]);
  await commandCall(ada, callId, { type: 'mute', partyId: bens, muted: true });
  await arrives();
  expect(seat(bens)).toMatchObject({ muted: true });
  await commandCall(ada, callId, { type: 'mute', partyId: bens, muted: false });
  await commandCall(ada, callId, { type: 'consultComplete' });
  await arrives();
  await until(() => room().participants.length === 2);
  expect(room()).toMatchObject({ status: 'in-progress' });
  expect([await stateOf(ada), await stateOf(ben)]).toEqual(['wrapUp', 'busy']);
  await endsWell(ada, ben);
  expect((await ben.get('/api/calls/current')).body.call).toMatchObject({ state: 'ended' });
});

test('a blind transfer leaves the caller with music until the colleague is there', async () => {
  const ben = await readyAgent(city);
  await commandCall(ada, callId, { type: 'blindTransfer', to: { agentId: ben.id } });
  await arrives();
  expect(room().participants).toMatchObject([{ label: 'caller', hold: true }]);
  expect(await stateOf(ada)).toBe('wrapUp');
  await answers(ben);
  expect(room().participants).toMatchObject([{ label: 'caller', hold: false }, { muted: false }]);
  await endsWell(ada, ben);
});

describe('119', () => {
  const rings = async (to: 'addExternal' | 'blindTransfer') => {
    const outside = { service: '119' } as const;
    const confirmed = true as const;
    await commandCall(
      ada,
      callId,
      to === 'addExternal'
        ? { type: to, to: outside, confirmed }
        : { type: to, to: { outside, confirmed } },
    );
    await arrives();
  };

  test('is added to the conversation, and taken out again', async () => {
    carrier.program('119', { kind: 'answers', afterSeconds: 0 });
    await rings('addExternal');
    await until(() => room().participants.length === 3);
    await arrives();
    const fire = (await snapshot()).parties.at(-1);
    expect(fire).toMatchObject({ kind: 'outside', outside: { service: '119' }, state: 'joined' });
    await commandCall(ada, callId, { type: 'kick', partyId: fire.partyId });
    await arrives();
    await until(() => room().participants.length === 2);
    expect((await snapshot()).parties.at(-1)).toMatchObject({ leftReason: 'kicked' });
    await endsWell(ada);
  });

  test('that has the caller to itself releases the agent; when it hangs up the call is over', async () => {
    carrier.program('119', { kind: 'answers', afterSeconds: 0, hangUpAfterSeconds: 2 });
    await rings('blindTransfer');
    await until(() => room().participants.some(({ label }) => label !== 'caller'));
    await until(async () => (await stateOf(ada)) === 'wrapUp');
    expect(await snapshot()).toMatchObject({ state: 'connected', step: 'handedOver' });
    await arrives();
    await until(async () => (await snapshot()).state === 'ended');
    await arrives();
    await until(() => leg.over);
    await endsWell(ada);
  });

  test('that is engaged leaves the caller with the agent, who is told', async () => {
    carrier.program('119', { kind: 'busy' });
    await rings('blindTransfer');
    await until(async () => (await snapshot()).parties.at(-1).leftReason === 'busy');
    expect(await stateOf(ada)).toBe('busy');
    expect(await snapshot()).toMatchObject({ step: 'connected', onHold: false });
    await endsWell(ada);
  });
});

test('an agency’s duty telephone is rung, and its number stands nowhere', async () => {
  const { agencies } = (await ada.get('/api/transfer-targets')).body;
  const [agency] = agencies;
  await commandCall(ada, callId, {
    type: 'addExternal',
    to: { agencyId: agency.agencyId },
    confirmed: true,
  });
  await arrives();
  const rung = [...carrier.board.calls.values()].at(-1);
  expect(rung).toMatchObject({ direction: 'outbound-api', status: 'ringing' });
  const [job] = await city.app.sql<{ found: number }[]>`
    select count(*)::int as found from call_party where call_party::text like ${`%${rung?.to.slice(4)}%`}`;
  expect(job?.found).toBe(0);
  await endsWell(ada);
});

test('a supervisor listens muted, whispers to the agent alone, then is heard by all', async () => {
  const { partyId } = (await superviseCall(boss, callId, { type: 'monitor' })).body;
  await joins(boss);
  expect(seat(partyId)).toMatchObject({ muted: true, coaching: false });
  await superviseCall(boss, callId, { type: 'whisper' });
  await arrives();
  const agent = (await ada.get('/api/calls/current')).body.call.legId;
  expect(seat(partyId)).toMatchObject({
    muted: false,
    coaching: true,
    callSidToCoach: seat(agent)?.callSid,
  });
  await superviseCall(boss, callId, { type: 'barge' });
  await arrives();
  expect(seat(partyId)).toMatchObject({ muted: false, coaching: false });
  await superviseCall(boss, callId, { type: 'takeover' });
  await arrives();
  await until(() => room().participants.length === 2);
  expect((await boss.get('/api/calls/current')).body.call).toMatchObject({ part: 'agent' });
  await commandCall(boss, callId, { type: 'endCall' });
  await arrives();
  await until(() => leg.over);
});

test('the conversation is recorded in two channels, paused for personal data', async () => {
  await until(() => carrier.board.recordings.size > 0);
  const recording = () =>
    [...carrier.board.recordings.values()].findLast((one) => one.callSid === leg.sid);
  expect(recording()).toMatchObject({ channels: 2, status: 'in-progress' });
  await commandCall(ada, callId, { type: 'recordPause' });
  await arrives();
  expect(recording()).toMatchObject({ status: 'paused' });
  await commandCall(ada, callId, { type: 'recordResume' });
  await arrives();
  expect(recording()).toMatchObject({ status: 'in-progress' });
  await commandCall(ada, callId, { type: 'playPrompt', prompt: 'recording-notice' });
  await arrives();
  await until(() => leg.heard.some(({ text }) => text.includes('全程錄音')));
  await endsWell(ada);
  const [kept] = await city.app.sql`
    select r.state, f.duration_ms from recording r join recording_file f on f.recording_id = r.id
    where r.call_id = ${callId}`;
  expect(kept).toMatchObject({ state: 'stopped' });
});

test('a carrier that answers 429 is asked again; what was meant is done in the end', async () => {
  carrier.faults({ restStatus: 429, restFailures: 1 });
  await commandCall(ada, callId, { type: 'hold' });
  await expect(arrives()).rejects.toThrow('429');
  expect(room().participants[0]).toMatchObject({ hold: false });
  // The queue tries again by itself after a pause; here its row is made due now.
  const { ownerUrl } = city;
  const owner = (await import('@1999/platform')).openDatabase(ownerUrl, { role: null });
  await owner.sql`update graphile_worker._private_jobs set run_at = now()`;
  await owner.close();
  await arrives();
  expect(room().participants[0]).toMatchObject({ hold: true });
  await endsWell(ada);
});

test('every request of ours and every answer was as Twilio describes its API', () => {
  const asked = watched.exchanges.filter(({ status }) => status !== 429);
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.flatMap(problemsOf)).toEqual([]);
});
