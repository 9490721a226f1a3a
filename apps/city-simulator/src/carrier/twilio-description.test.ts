import twilio from 'twilio';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  account,
  CITIZEN,
  carrierAndHotline,
  HOTLINE,
  untilStatus,
} from './testing/test-carrier.ts';
import { type Exchange, problemsOf } from './testing/twilio-description.ts';
import { watchCarrier } from './testing/watched-carrier.ts';

let world: Awaited<ReturnType<typeof carrierAndHotline>>;
let watched: Awaited<ReturnType<typeof watchCarrier>>;
let client: twilio.Twilio;
beforeEach(async () => {
  world = await carrierAndHotline();
  watched = await watchCarrier(() => world.carrier.url);
  const http = new twilio.RequestClient();
  const request = http.request.bind(http);
  http.request = (options) =>
    request({ ...options, uri: options.uri.replace('https://api.twilio.com', watched.url) });
  client = twilio(account.accountSid, account.authToken, { httpClient: http });
});
afterEach(async () => {
  watched.close();
  await world.close();
});

test('every answer of the local carrier is as Twilio describes it', async () => {
  world.hotline.answers['/voice'] =
    '<Dial><Conference startConferenceOnEnter="true" endConferenceOnExit="true">call-9</Conference></Dial>';
  const caller = world.carrier.dial(CITIZEN);
  await untilStatus(caller, 'in-progress');
  world.carrier.program('119', { kind: 'answers', afterSeconds: 0 });
  const room = client.conferences(
    (await client.conferences.list({ friendlyName: 'call-9' }))[0]?.sid ?? '',
  );
  const helper = await room.participants.create({
    to: '119',
    from: HOTLINE,
    label: 'fire',
    beep: 'false',
    earlyMedia: true,
    timeout: 40,
  });
  await world.clock.advance(1000);
  await room.participants(helper.callSid).update({ muted: true, hold: false });
  await room.participants(helper.callSid).fetch();
  await room.participants.list();
  const recording = await client
    .calls(caller.sid)
    .recordings.create({ recordingChannels: 'dual', recordingTrack: 'both' });
  const current = client.calls(caller.sid).recordings('Twilio.CURRENT');
  expect((await current.update({ status: 'paused', pauseBehavior: 'silence' })).status).toBe(
    'paused',
  );
  await client.calls(caller.sid).recordings.list();
  await room.participants('fire').remove();
  await room.fetch();
  await room.update({ status: 'completed' });
  await client.calls(caller.sid).fetch();
  await client.calls.list({ limit: 5 });
  await client.calls(caller.sid).update({ status: 'completed' });
  await client.messages.create({ to: CITIZEN, from: HOTLINE, body: '你好' });
  await client.messages.list();
  await client.recordings(recording.sid).remove();
  expect(watched.exchanges.length).toBeGreaterThan(15);
  expect(watched.exchanges.flatMap(problemsOf)).toEqual([]);
});

describe('the description finds', () => {
  const good: Exchange = {
    method: 'POST',
    path: `/2010-04-01/Accounts/${account.accountSid}/Calls/CA${'1'.repeat(32)}.json`,
    form: new URLSearchParams({ Status: 'completed' }),
    status: 200,
    answer: { sid: `CA${'1'.repeat(32)}`, status: 'completed' },
  };
  test.each<[string, Partial<Exchange>, string]>([
    ['a field that does not exist', { form: new URLSearchParams({ Hold: 'true' }) }, 'Hold'],
    ['a value that does not exist', { form: new URLSearchParams({ Status: 'over' }) }, 'Status'],
    ['an operation that does not exist', { method: 'PATCH' }, 'no such operation'],
    ['a status nobody described', { status: 202 }, '202'],
    ['an answer of another type', { answer: { sid: 7 } }, 'sid'],
    ['a sid of another form', { answer: { sid: 'CA1' } }, 'sid'],
  ])('%s', (_name, wrong, where) => {
    expect(problemsOf(good)).toEqual([]);
    expect(problemsOf({ ...good, ...wrong }).join('\n')).toContain(where);
  });
});
