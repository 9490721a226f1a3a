import { afterEach, beforeEach, expect, test } from 'vitest';
import { CITIZEN, carrierAndHotline, untilAsked } from '../testing/test-carrier.ts';
import { forgetOldest } from '../voice/forget-oldest.ts';
import type { PhoneView } from './contract.ts';
import { phoneChoices } from './phone-view.ts';

let world: Awaited<ReturnType<typeof carrierAndHotline>>;

beforeEach(async () => {
  world = await carrierAndHotline();
  world.hotline.answers['/voice'] =
    '<Gather numDigits="1" action="/menu"><Say>請按1</Say></Gather>';
});

afterEach(() => world.close());

async function phone(method: string, path: string, body?: object) {
  const response = await fetch(`${world.carrier.url}/phone/api${path}`, {
    method,
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body ? JSON.stringify(body) : null,
  });
  return { status: response.status, body: (await response.json()) as PhoneView };
}

test('a person dials 1999, presses a key and hangs up through the page API', async () => {
  const dialled = await phone('POST', '/calls', { from: '0912000001', to: '1999' });
  expect(dialled).toMatchObject({ status: 201, body: { number: CITIZEN, call: { peer: '1999' } } });
  const sid = `${dialled.body.call?.sid}`;
  const leg = world.carrier.board.calls.get(sid);
  if (!leg) throw new Error('no call');
  await untilAsked(leg);
  await phone('POST', `/calls/${sid}/keys`, { digits: '1' });
  expect((await world.hotline.until('/menu'))[0]?.params.Digits).toBe('1');
  const ended = await phone('DELETE', `/calls/${sid}`);
  expect(ended.body.call).toMatchObject({ over: true, status: 'completed' });
});

test.each([
  ['POST', '/calls', { from: 'nobody', to: '1999' }, 400, 'from'],
  ['POST', '/calls', { from: CITIZEN, to: '110' }, 404, 'to'],
  ['POST', '/calls', { from: CITIZEN }, 400, 'to'],
  ['POST', '/messages', { from: CITIZEN, body: '' }, 400, 'body'],
  ['PUT', `/programs/${CITIZEN}`, { kind: 'explodes' }, 400, 'kind'],
  ['DELETE', '/calls/CA404', undefined, 404, undefined],
])(
  '%s %s with %o is refused with %i, naming the field',
  async (method, path, body, status, field) => {
    const answer = await phone(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    expect((answer.body as { field?: string }).field).toBe(field);
    expect(world.carrier.board.calls.size).toBe(0);
  },
);

test('the stream sends the whole telephone at once and again after a change', async () => {
  const abort = new AbortController();
  const path = `/phone/api/stream?number=${encodeURIComponent(CITIZEN)}`;
  const response = await fetch(world.carrier.url + path, { signal: abort.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (part: string) => {
    while (!text.includes(part)) text += (await reader?.read())?.value ?? '';
  };
  await until('event: choices');
  expect(text).toContain('"call":null');
  const leg = world.carrier.dial(CITIZEN);
  await untilAsked(leg);
  await world.clock.advance(50);
  await until('請按1');
  expect(text).toContain('"status":"in-progress"');
  abort.abort();
});

test('the control face needs the account, sets faults and telephones, and refuses nonsense', async () => {
  const control = (path: string, body: object, signedIn = true) => {
    const { accountSid, authToken } = world.carrier.board.options;
    const basic = Buffer.from(`${accountSid}:${authToken}`).toString('base64');
    return fetch(`${world.carrier.url}/control${path}`, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        ...(signedIn && { authorization: `Basic ${basic}` }),
      },
      body: JSON.stringify(body),
    });
  };
  expect((await control('/faults', { copies: 2 }, false)).status).toBe(401);
  expect((await control('/faults', { copies: 2 })).status).toBe(200);
  expect(world.carrier.board.faults.copies).toBe(2);
  expect((await control('/faults', { copies: 99 })).status).toBe(400);
  expect((await control('/handsets/0912000001', { kind: 'busy' })).status).toBe(200);
  expect(world.carrier.board.handsets.programOf(CITIZEN)).toEqual({ kind: 'busy' });
});

test('of very many other telephones only the latest and the ringing ones are offered', async () => {
  const { board } = world.carrier;
  board.openLeg({ from: '1999', to: '+886700000000', direction: 'outbound-dial' }).move('ring');
  for (let n = 100; n < 200; n += 1) world.carrier.dial(`+886900000${n}`).end();
  const numbers = phoneChoices(board).map((phone) => phone.number);
  expect(numbers).toContain('+886700000000');
  expect(numbers).toContain('+886900000199');
  expect(numbers).not.toContain('+886900000100');
});

test('the oldest finished entries are forgotten, live ones never', () => {
  const entries = new Map(['a', 'b', 'c', 'd'].map((key) => [key, { over: key !== 'a' }]));
  forgetOldest(entries, (entry) => entry.over, 2);
  expect([...entries.keys()]).toEqual(['a', 'd']);
});
