import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  account,
  CITIZEN,
  carrierAndHotline,
  said,
  untilAsked,
  untilHeard,
  untilStatus,
} from './testing/test-carrier.ts';

let world: Awaited<ReturnType<typeof carrierAndHotline>>;

beforeEach(async () => {
  world = await carrierAndHotline();
  const { answers } = world.hotline;
  answers['/voice'] =
    '<Say language="zh-TW">您好，這裡是1999</Say><Gather numDigits="1" action="/menu"><Say>中文請按1</Say></Gather><Say>沒有輸入</Say>';
  answers['/menu'] = (form) =>
    `<Say>您按了${form.Digits}</Say><Dial action="/after"><Conference startConferenceOnEnter="false" endConferenceOnExit="true" waitUrl="/wait" participantLabel="caller" statusCallback="/conference" statusCallbackEvent="start end join leave hold mute">call-1</Conference></Dial>`;
  answers['/wait'] = '<Say>您是第1位</Say><Play>/hold.mp3</Play>';
  answers['/client'] =
    '<Dial><Conference participantLabel="agent">call-1</Conference></Dial><Say>over</Say>';
});

afterEach(() => world.close());

/** An access token as the voice SDK would be given it. */
function accessToken(identity: string, now: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const grants = { identity, voice: { outgoing: { application_sid: 'AP1' } } };
  const claims = { exp: now / 1000 + 60, iss: 'SK1', sub: account.accountSid, grants };
  return `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.signature`;
}

async function clientCall(token: string, identity = 'agent1') {
  return fetch(`${world.carrier.url}/client/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, identity, params: { callId: 'c-1' } }),
  });
}

/** The caller has pressed 1 and waits; the agent's browser has joined. */
async function connected() {
  const { carrier, hotline, clock } = world;
  const leg = carrier.dial(CITIZEN);
  await untilAsked(leg);
  leg.press('1');
  await untilHeard(leg, '您是第1位');
  const answer = await clientCall(accessToken('agent1', clock.now()));
  const agent = carrier.board.calls.get(((await answer.json()) as { sid: string }).sid);
  if (!agent) throw new Error('no agent leg');
  await hotline.until('/conference', 3);
  return { leg, agent };
}

test('a citizen calls, chooses, waits, talks with the agent and hangs up; all is told in order', async () => {
  const { carrier, hotline } = world;
  const { leg, agent } = await connected();
  expect(said(leg)).toEqual(['您好，這裡是1999', '中文請按1', '您按了1', '您是第1位']);
  expect(agent.status).toBe('in-progress');

  leg.end();
  await untilStatus(agent, 'completed');
  await hotline.until('/conference', 6);
  await hotline.until('/ended', 2);
  await hotline.until('/after');

  const voice = hotline.at('/voice')[0]?.params;
  expect(voice).toMatchObject({
    AccountSid: account.accountSid,
    ApiVersion: '2010-04-01',
    CallSid: leg.sid,
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: CITIZEN,
    To: '+88670001999',
    FromCity: '',
  });
  expect(hotline.at('/menu')[0]?.params).toMatchObject({ Digits: '1', CallStatus: 'in-progress' });
  expect(hotline.at('/wait')[0]?.params).toMatchObject({ FriendlyName: 'call-1' });
  expect(hotline.at('/client')[0]?.params).toMatchObject({ From: 'client:agent1', callId: 'c-1' });

  const told = hotline
    .at('/conference')
    .map(({ params: p }) => [
      p.SequenceNumber,
      p.StatusCallbackEvent,
      p.ParticipantLabel ?? p.ReasonConferenceEnded ?? '',
    ]);
  expect(told).toEqual([
    ['1', 'participant-join', 'caller'],
    ['2', 'participant-join', 'agent'],
    ['3', 'conference-start', ''],
    ['4', 'participant-leave', 'caller'],
    ['5', 'participant-leave', 'agent'],
    ['6', 'conference-end', 'participant-with-end-conference-on-exit-left'],
  ]);
  const ended = hotline.at('/ended').map((hook) => hook.params);
  expect(ended.find((p) => p.CallSid === leg.sid)).toMatchObject({
    CallStatus: 'completed',
    CallbackSource: 'call-progress-events',
    SequenceNumber: '0',
  });
  await carrier.board.callbacks.settled();
  expect(hotline.received.every((hook) => hook.signed)).toBe(true);
});

test('an agent who leaves goes on with the next verb, and the caller stays in the conference', async () => {
  const { agent, leg } = await connected();
  const [room] = world.carrier.board.rooms.values();
  room?.kick(agent.sid);
  await untilStatus(agent, 'completed');
  expect(said(agent)).toEqual(['over']);
  expect(leg.status).toBe('in-progress');
  expect(room?.state.status).toBe('in-progress');
});

test('the waiting program runs again and again until the agent comes', async () => {
  const { carrier, hotline, clock } = world;
  const leg = carrier.dial(CITIZEN);
  await untilAsked(leg);
  leg.press('1');
  await untilHeard(leg, '您是第1位');
  await clock.advance(1000);
  await hotline.until('/wait', 2);
  await clientCall(accessToken('agent1', clock.now()));
  await hotline.until('/conference', 3);
  const rounds = hotline.at('/wait').length;
  await clock.advance(10_000);
  expect(hotline.at('/wait')).toHaveLength(rounds);
});

test('without a key the gather times out and the next verb follows', async () => {
  const leg = world.carrier.dial(CITIZEN);
  await untilAsked(leg);
  await untilHeard(leg, '中文請按1');
  await world.clock.advance(5000);
  await untilStatus(leg, 'completed');
  expect(said(leg)).toContain('沒有輸入');
  expect(world.hotline.at('/menu')).toEqual([]);
});

test('with copies switched on each callback comes twice under one token', async () => {
  world.carrier.faults({ copies: 2 });
  const leg = world.carrier.dial(CITIZEN);
  await untilAsked(leg);
  leg.end();
  const [first, second] = await world.hotline.until('/ended', 2);
  expect(first?.params).toEqual(second?.params);
  expect(first?.token).toBe(second?.token);
});

test('with shuffling switched on callbacks come in another order than they happened', async () => {
  const { leg } = await connected();
  world.carrier.faults({ shuffleMs: 500, seed: 3 });
  leg.end();
  await world.clock.advance(500);
  const told = await world.hotline.until('/conference', 6);
  const numbers = told.slice(3).map((hook) => Number(hook.params.SequenceNumber));
  expect([...numbers].sort()).toEqual([4, 5, 6]);
  expect(numbers).not.toEqual([4, 5, 6]);
});

test('dropped callbacks never come', async () => {
  const { leg } = await connected();
  world.carrier.faults({ drop: ['participant-leave'] });
  leg.end();
  const told = await world.hotline.until('/conference', 4);
  expect(told.map((hook) => hook.params.StatusCallbackEvent)).not.toContain('participant-leave');
});

test('an access token of another identity, or an expired one, opens no call', async () => {
  const now = world.clock.now();
  expect((await clientCall(accessToken('agent2', now))).status).toBe(401);
  expect((await clientCall(accessToken('agent1', now - 120_000))).status).toBe(401);
  expect((await clientCall('nonsense')).status).toBe(401);
  expect(world.hotline.received).toEqual([]);
});
