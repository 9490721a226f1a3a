import { afterEach, beforeEach, expect, test } from 'vitest';
import { account, carrierAndHotline, HOTLINE, said, untilStatus } from './testing/test-carrier.ts';

const DUTY = '+886733680001';
let world: Awaited<ReturnType<typeof carrierAndHotline>>;

beforeEach(async () => {
  world = await carrierAndHotline();
  world.hotline.answers['/order'] =
    '<Gather numDigits="1" timeout="10" action="/ack"><Say>派工單，受理請按1</Say></Gather>';
  world.hotline.answers['/ack'] = (form) =>
    form.Digits === '1' ? '<Say>已受理</Say>' : '<Hangup/>';
});

afterEach(() => world.close());

const path = `/2010-04-01/Accounts/${account.accountSid}`;

function api(resource: string, form?: Record<string, string> | string[][], password?: string) {
  const credentials = `${account.accountSid}:${password ?? account.authToken}`;
  return fetch(`${world.carrier.url}${path}${resource}`, {
    method: form ? 'POST' : 'GET',
    headers: { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: form ? new URLSearchParams(form) : null,
  });
}

async function call(changes: Record<string, string> = {}) {
  const form = new URLSearchParams({
    To: DUTY,
    From: HOTLINE,
    Url: `${world.hotline.url}/order`,
    StatusCallback: `${world.hotline.url}/status`,
    ...changes,
  });
  for (const event of ['initiated', 'ringing', 'answered', 'completed']) {
    form.append('StatusCallbackEvent', event);
  }
  const answer = await api('/Calls.json', [...form]);
  const { sid } = (await answer.json()) as { sid: string };
  const leg = world.carrier.board.calls.get(sid);
  if (!leg) throw new Error(`no call: ${answer.status}`);
  return leg;
}

function told(): (string | undefined)[] {
  return world.hotline.at('/status').map((hook) => hook.params.CallStatus);
}

test('a call that nobody answers rings for its time-out and is reported as no-answer', async () => {
  const leg = await call({ Timeout: '20' });
  await world.clock.advance(1);
  expect(leg.status).toBe('ringing');
  await world.clock.advance(19_000);
  expect(leg.status).toBe('ringing');
  await world.clock.advance(1_000);
  await world.hotline.until('/status', 3);
  expect(told()).toEqual(['initiated', 'ringing', 'no-answer']);
  expect(world.hotline.at('/status').map((hook) => hook.params.SequenceNumber)).toEqual([
    '0',
    '1',
    '2',
  ]);
  expect(world.hotline.at('/order')).toEqual([]);
});

test('a duty phone that answers after 3 s and presses 1 acknowledges', async () => {
  world.carrier.program(DUTY, { kind: 'answers', afterSeconds: 3, presses: ['1'] });
  const leg = await call();
  await world.clock.advance(3_000);
  await world.hotline.until('/order');
  while (!leg.listener) await world.clock.advance(0);
  await world.clock.advance(1_000);
  const [ack] = await world.hotline.until('/ack');
  expect(ack?.params).toMatchObject({ Digits: '1', Direction: 'outbound-api', To: DUTY });
  await untilStatus(leg, 'completed');
  expect(said(leg)).toEqual(['派工單，受理請按1', '已受理']);
  await world.hotline.until('/status', 4);
  expect(told()).toEqual(['initiated', 'ringing', 'in-progress', 'completed']);
});

test.each([
  [{ kind: 'busy' } as const, 'busy'],
  [{ kind: 'unreachable' } as const, 'failed'],
])('a telephone that is %o ends the call as %s', async (program, status) => {
  world.carrier.program(DUTY, program);
  await call();
  await world.clock.advance(1);
  await world.hotline.until('/status', 2);
  expect(told()).toEqual(['initiated', status]);
});

test('the API starts one call a second; the next waits as queued', async () => {
  world.carrier.configure({ callsPerSecond: 1 });
  const [first, second] = [await call(), await call()];
  await world.clock.advance(1);
  expect([first.status, second.status]).toEqual(['ringing', 'queued']);
  await world.clock.advance(999);
  expect(second.status).toBe('ringing');
});

test('a ringing call can be called off, a talking one redirected and then ended by the API', async () => {
  const ringing = await call();
  await world.clock.advance(1);
  await api(`/Calls/${ringing.sid}.json`, { Status: 'completed' });
  expect(ringing.status).toBe('canceled');

  world.carrier.program(DUTY, { kind: 'answers', afterSeconds: 0 });
  const leg = await call({ Twiml: '<Response><Say>first</Say><Pause length="60"/></Response>' });
  world.carrier.configure({ speed: 1 });
  await world.clock.advance(1);
  await untilStatus(leg, 'in-progress');
  const twiml = '<Response><Say>second</Say><Pause length="60"/></Response>';
  expect((await api(`/Calls/${leg.sid}.json`, { Twiml: twiml })).status).toBe(200);
  await world.clock.advance(1);
  expect(said(leg)).toEqual(['first', 'second']);
  await api(`/Calls/${leg.sid}.json`, { Status: 'completed' });
  expect(leg.status).toBe('completed');
  const again = await api(`/Calls/${leg.sid}.json`, { Twiml: twiml });
  expect(await again.json()).toMatchObject({ code: 21220, status: 400 });
});

test.each([
  ['no To', { From: HOTLINE, Url: 'http://x.example/' }, 21201],
  ['a To that is no number', { To: 'police', From: HOTLINE, Url: 'http://x.example/' }, 21211],
  ['a From of somebody else', { To: DUTY, From: DUTY, Url: 'http://x.example/' }, 21210],
  ['no Url', { To: DUTY, From: HOTLINE }, 21205],
  ['a Url that is none', { To: DUTY, From: HOTLINE, Url: 'nowhere' }, 21205],
  ['bad TwiML', { To: DUTY, From: HOTLINE, Twiml: '<Response>' }, 12100],
  [
    'a Timeout that is none',
    { To: DUTY, From: HOTLINE, Url: 'http://x.example/', Timeout: '1s' },
    20001,
  ],
])('a call with %s is refused in Twilio form and nothing is dialled', async (_what, form, code) => {
  const answer = await api('/Calls.json', form as Record<string, string>);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    code,
    status: 400,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
  });
  expect(world.carrier.board.calls.size).toBe(0);
});

test('wrong credentials, unknown calls and the fault switch give 401, 404 and 429', async () => {
  const answers = [await api('/Calls.json', undefined, 'wrong'), await api('/Calls/CA1.json')];
  world.carrier.faults({ restFailures: 1, restStatus: 429 });
  answers.push(await api('/Calls.json'), await api('/Calls.json'));
  expect(answers.map((answer) => answer.status)).toEqual([401, 404, 429, 200]);
  expect(await answers[0]?.json()).toMatchObject({ code: 20003 });
  expect(await answers[1]?.json()).toMatchObject({ code: 20404 });
  expect(await answers[2]?.json()).toMatchObject({ code: 20429 });
});

test('a text message is queued, sent and delivered; a phone switched off bounces it', async () => {
  const form = { From: HOTLINE, To: '0912000009', Body: '您的案件已結案' };
  const statusCallback = { StatusCallback: `${world.hotline.url}/sms` };
  const answer = await api('/Messages.json', { ...form, ...statusCallback });
  expect(await answer.json()).toMatchObject({ status: 'queued', to: '+886912000009' });
  await world.clock.advance(100);
  const hooks = await world.hotline.until('/sms', 3);
  expect(hooks.map((hook) => hook.params.MessageStatus)).toEqual(['queued', 'sent', 'delivered']);
  expect(hooks.every((hook) => hook.signed)).toBe(true);

  world.carrier.program('0912000009', { kind: 'unreachable' });
  await api('/Messages.json', { ...form, ...statusCallback });
  await world.clock.advance(100);
  const [, , last] = (await world.hotline.until('/sms', 6)).slice(3);
  expect(last?.params).toMatchObject({ MessageStatus: 'undelivered', ErrorCode: '30003' });
  expect(await (await api('/Messages.json', { ...form, Body: '' })).json()).toMatchObject({
    code: 21602,
  });
});
