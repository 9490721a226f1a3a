import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  CITIZEN,
  carrierAndHotline,
  said,
  untilAsked,
  untilHeard,
  untilStatus,
} from './testing/test-carrier.ts';

const DUTY = '+886733680001';
let world: Awaited<ReturnType<typeof carrierAndHotline>>;

beforeEach(async () => {
  world = await carrierAndHotline({ speed: 1 });
});

afterEach(() => world.close());

/** A citizen calls and the hotline answers this TwiML. */
function callAnswering(twiml: string) {
  world.hotline.answers['/voice'] = twiml;
  return world.carrier.dial(CITIZEN);
}

test('Say, Play and Pause take their time; Hangup ends the call', async () => {
  const leg = callAnswering('<Say>一二三四</Say><Play>/a.mp3</Play><Pause length="2"/><Hangup/>');
  await untilHeard(leg, '一二三四');
  await world.clock.advance(999);
  expect(leg.heard.at(-1)?.kind).toBe('say');
  await world.clock.advance(1);
  expect(leg.heard.at(-1)).toMatchObject({ kind: 'music', text: `${world.hotline.url}/a.mp3` });
  await world.clock.advance(11_999);
  expect(leg.status).toBe('in-progress');
  await world.clock.advance(1);
  expect(leg.status).toBe('completed');
  expect(leg.seconds).toBe(13);
});

test('Redirect goes on with another document, and verbs after it are not reached', async () => {
  world.hotline.answers['/next'] = '<Say>there</Say><Pause/>';
  const leg = callAnswering('<Redirect method="GET">/next</Redirect><Say>never</Say>');
  await untilHeard(leg, 'there');
  expect(said(leg)).toEqual(['there']);
  expect(world.hotline.at('/next')[0]).toMatchObject({ signed: true, params: { From: CITIZEN } });
});

test.each([
  ['<Reject reason="busy"/>', 'busy'],
  ['<Reject/>', 'no-answer'],
])('%s turns the call down unanswered as %s', async (twiml, status) => {
  const leg = callAnswering(twiml);
  await untilStatus(leg, status as 'busy');
  expect(leg.answeredAt).toBeUndefined();
});

test('a key stops the prompts of a Gather; # ends it and is not among the digits', async () => {
  const leg = callAnswering(
    '<Gather action="/digits"><Say>請輸入案件編號</Say><Say>然後按井字鍵</Say></Gather>',
  );
  await untilAsked(leg);
  leg.press('1');
  await world.clock.advance(4_000);
  leg.press('20#');
  const [hook] = await world.hotline.until('/digits');
  expect(hook?.params).toMatchObject({ Digits: '120', FinishedOnKey: '#' });
  expect(said(leg)).toEqual(['請輸入案件編號']);
});

test('a Gather asked to tell of silence does so with empty digits', async () => {
  const leg = callAnswering('<Gather action="/digits" timeout="3" actionOnEmptyResult="true"/>');
  await untilAsked(leg);
  await world.clock.advance(3000);
  const [hook] = await world.hotline.until('/digits');
  expect(hook?.params.Digits).toBe('');
});

test('Record ends with a key and gives the address of a recording that is there', async () => {
  const leg = callAnswering(
    '<Say>留言</Say><Record action="/message" finishOnKey="#" timeout="30"/>',
  );
  await untilHeard(leg, '留言');
  await world.clock.advance(500);
  await untilAsked(leg);
  await world.clock.advance(4000);
  leg.press('#');
  const [hook] = await world.hotline.until('/message');
  expect(hook?.params).toMatchObject({ RecordingDuration: '4', Digits: '#' });
  const recording = await fetch(`${hook?.params.RecordingUrl}`);
  expect(recording.headers.get('content-type')).toBe('audio/wav');
});

test('Dial Number rings a telephone, connects the two, and tells how it went', async () => {
  world.carrier.program(DUTY, { kind: 'answers', afterSeconds: 2, hangUpAfterSeconds: 5 });
  const leg = callAnswering(`<Dial action="/dialled"><Number>${DUTY}</Number></Dial>`);
  await untilHeard(leg, 'ringback');
  await world.clock.advance(2000);
  const child = [...world.carrier.board.calls.values()].find((one) => one.parentSid === leg.sid);
  if (!child) throw new Error('no child call');
  expect(child).toMatchObject({ status: 'in-progress', direction: 'outbound-dial' });
  await world.clock.advance(5000);
  const [hook] = await world.hotline.until('/dialled');
  expect(hook?.params).toMatchObject({
    DialCallStatus: 'completed',
    DialCallDuration: '5',
    DialCallSid: child.sid,
  });
});

test('Dial to a telephone nobody answers ends as no-answer, to a busy one as busy', async () => {
  const first = callAnswering(`<Dial action="/dialled" timeout="10">${DUTY}</Dial>`);
  await untilHeard(first, 'ringback');
  await world.clock.advance(10_000);
  expect((await world.hotline.until('/dialled'))[0]?.params.DialCallStatus).toBe('no-answer');
  world.carrier.program(DUTY, { kind: 'busy' });
  callAnswering(`<Dial action="/dialled">${DUTY}</Dial>`);
  expect((await world.hotline.until('/dialled', 2))[1]?.params.DialCallStatus).toBe('busy');
});

test('a caller who hangs up during Dial Number hangs the other telephone up', async () => {
  const leg = callAnswering(`<Dial action="/dialled">${DUTY}</Dial>`);
  await untilHeard(leg, 'ringback');
  const child = [...world.carrier.board.calls.values()].find((one) => one.parentSid === leg.sid);
  leg.end();
  expect(child?.status).toBe('canceled');
  expect((await world.hotline.until('/dialled'))[0]?.params.CallStatus).toBe('completed');
});

test('a hotline that fails is replaced by the fallback URL, which is told why', async () => {
  world.carrier.configure({ fallbackUrl: `${world.hotline.url}/fallback` });
  world.hotline.answers['/fallback'] = '<Say>請稍候</Say><Pause length="9"/>';
  world.hotline.answers['/voice'] = { status: 500 };
  const leg = world.carrier.dial(CITIZEN);
  await untilHeard(leg, '請稍候');
  expect(world.hotline.at('/voice')).toHaveLength(1);
  expect(world.hotline.at('/fallback')[0]?.params).toMatchObject({
    ErrorCode: '11200',
    ErrorUrl: `${world.hotline.url}/voice`,
  });
});

test('a web hook is tried again where its URL says so, under the same token', async () => {
  world.carrier.configure({ voiceUrl: `${world.hotline.url}/voice#rc=2&rp=5xx` });
  world.hotline.answers['/voice'] = { status: 503 };
  const leg = world.carrier.dial(CITIZEN);
  await untilHeard(leg, 'application error');
  const tries = world.hotline.at('/voice');
  expect(tries).toHaveLength(3);
  expect(new Set(tries.map((hook) => hook.token)).size).toBe(1);
});

test('a hotline that does not answer in 15 s, and no fallback: the caller hears an apology', async () => {
  const { createServer } = await import('node:net');
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  world.carrier.configure({ voiceUrl: `http://127.0.0.1:${port}/voice` });
  const leg = world.carrier.dial(CITIZEN);
  await world.clock.advance(14_999);
  expect(leg.heard).toEqual([]);
  await world.clock.advance(1);
  await untilHeard(leg, 'application error');
  silent.close();
});

test('an unknown verb is skipped', async () => {
  const leg = callAnswering('<Teleport/><Say>still here</Say><Pause/>');
  await untilHeard(leg, 'still here');
});
