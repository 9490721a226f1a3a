import { randomBytes, randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { opusFrames, SILENT_FRAME } from '@1999/sound';
import type { MediaCommandInput } from '@1999/telephony/contract/media';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type MediaProcess, startMedia } from './media-process.ts';
import { nodeBrowser } from './node-browser.ts';

let media: MediaProcess;
beforeAll(async () => {
  media = await startMedia({ MEDIA_MAX_CALLS: '3', MEDIA_SILENCE_SECONDS: '1' });
});
afterEach(() => media.hangUpAll());
afterAll(async () => {
  await media?.stop();
});

async function arrive(callId: string, legId: string, kind = 'caller') {
  const browser = await nodeBrowser();
  const { status, body } = await media.offer(legId, { callId, kind, sdp: browser.sdp });
  expect(status).toBe(200);
  await browser.accept((body as { sdp: string }).sdp);
  return browser;
}

/** DTLS records that anyone can write: of the unencrypted epoch, or encrypted with nothing. */
function forgedRecords(): Buffer[] {
  const record = (type: number, epoch: number, fragment: number[]) =>
    Buffer.from([type, 0xfe, 0xfd, 0, epoch, 0, 0, 0, 0, 0, 9, 0, fragment.length, ...fragment]);
  const closeNotify = [1, 0];
  const emptyClientHello = [1, ...Array<number>(11).fill(0)];
  const nonsense = Array<number>(40).fill(0);
  return [
    ...[0, 1].map((epoch) => record(21, epoch, closeNotify)),
    ...[0, 1].map((epoch) => record(22, epoch, emptyClientHello)),
    record(20, 0, [1]),
    record(21, 1, [...closeNotify, ...nonsense]),
    record(23, 1, nonsense),
    record(63, 0, []),
  ];
}

/** STUN, DTLS (alert, handshake, data), RTP and RTCP by their first byte, the rest noise. */
function rubbish(): Buffer[] {
  const firsts = [0, 1, 3, 20, 21, 22, 23, 63, 64, 128, 129, 144, 191, 200, 255];
  const lengths = [1, 2, 11, 12, 13, 20, 40, 200, 1200];
  return firsts.flatMap((first) =>
    lengths.map((length) => {
      const noise = randomBytes(length);
      noise[0] = first;
      if (first === 128 && length > 1) noise[1] = 200 + (length % 7);
      return noise;
    }),
  );
}

describe('the door', () => {
  test('nothing is answered without the secret', async () => {
    for (const path of ['/health', `/calls/${randomUUID()}`, '/nowhere']) {
      const wrong = await fetch(media.url + path, { headers: { 'x-media-secret': 'guess' } });
      expect([wrong.status, await wrong.json()]).toEqual([
        401,
        expect.objectContaining({ code: 'unauthorised' }),
      ]);
      expect((await fetch(media.url + path)).status).toBe(401);
    }
  });

  const callId = randomUUID();
  const legId = randomUUID();
  const id = randomUUID();
  test.each([
    ['an offer without SDP', `/legs/${legId}/offer`, { callId, kind: 'caller' }, 400, 'sdp'],
    [
      'an offer that is no SDP',
      `/legs/${legId}/offer`,
      { callId, kind: 'caller', sdp: 'hello' },
      400,
      'sdp',
    ],
    [
      'an offer of a kind unknown',
      `/legs/${legId}/offer`,
      { callId, kind: 'ghost', sdp: 'v=0' },
      400,
      'kind',
    ],
    [
      'a leg id that is no uuid',
      '/legs/1/offer',
      { callId, kind: 'caller', sdp: 'v=0' },
      400,
      'legId',
    ],
    ['a command unknown', `/calls/${callId}/commands`, { id, type: 'dance' }, 400, 'type'],
    [
      'a prompt that does not exist',
      `/calls/${callId}/commands`,
      { id, type: 'play', leg: legId, prompts: ['../../etc/passwd'], language: 'en' },
      400,
      'prompts.0',
    ],
    [
      'a property nobody knows',
      `/calls/${callId}/commands`,
      { id, type: 'stop', leg: legId, loud: true },
      400,
      undefined,
    ],
    [
      'a call unknown',
      `/calls/${callId}/commands`,
      { id, type: 'stop', leg: legId },
      404,
      undefined,
    ],
  ])('%s is refused clearly and leaves nothing behind', async (_, path, body, status, field) => {
    const answer = await media.post(path, body);
    expect(answer).toMatchObject({ status, body: { code: expect.any(String) } });
    expect((answer.body as { field?: string }).field).toBe(field);
    expect(await media.health()).toMatchObject({ calls: 0, legs: 0 });
  });
});

describe('a call', () => {
  test('the same offer again gets the same answer; another one takes its place', async () => {
    const callId = randomUUID();
    const legId = randomUUID();
    const browser = await nodeBrowser();
    const offer = { callId, kind: 'caller', sdp: browser.sdp };
    const [first, again] = await Promise.all([
      media.offer(legId, offer),
      media.offer(legId, offer),
    ]);
    expect(again).toEqual(first);
    await browser.accept((first.body as { sdp: string }).sdp);
    const reloaded = await arrive(callId, legId);
    expect(await media.health()).toMatchObject({ calls: 1, legs: 1, connected: 1 });
    await media.command(callId, { type: 'hangup' });
    await Promise.all([browser.close(), reloaded.close()]);
  });

  test('a command sent twice is done once; its id with another body is refused', async () => {
    const callId = randomUUID();
    const legId = randomUUID();
    const browser = await arrive(callId, legId);
    const play = { type: 'play', leg: legId, prompts: ['goodbye'], language: 'en', loop: true };
    const command = { id: randomUUID(), ...play };
    const path = `/calls/${callId}/commands`;
    const done = { status: 200, body: { id: command.id, applied: true } };
    expect(await media.post(path, command)).toEqual(done);
    await media.command(callId, { type: 'stop', leg: legId });
    expect(await media.post(path, command)).toEqual(done);
    expect((await media.snapshot(callId)).legs[0]).toMatchObject({ playing: null });
    expect(await media.post(path, { ...command, loop: false })).toMatchObject({
      status: 422,
      body: { code: 'command_reused', field: 'id' },
    });
    const played = await media.hotline.event('played', (event) => event.callId === callId);
    expect(played).toMatchObject({ commandId: command.id, outcome: 'stopped' });

    const hangup = { id: randomUUID(), type: 'hangup' };
    expect((await media.post(path, hangup)).status).toBe(200);
    expect((await media.post(path, hangup)).status).toBe(200);
    expect(await media.post(path, { id: randomUUID(), ...play })).toMatchObject({
      status: 410,
      body: { code: 'call_ended' },
    });
    const late = { callId, kind: 'caller', sdp: browser.sdp };
    expect((await media.offer(legId, late)).status).toBe(410);
    await browser.close();
  });

  test('what is played until somebody comes stops with their coming, and is not begun after it', async () => {
    const callId = randomUUID();
    const [waits, comes] = [randomUUID(), randomUUID()];
    const first = await arrive(callId, waits);
    const play = { type: 'play', leg: waits, prompts: ['ring-back'], language: 'en', loop: true };
    const asked = await media.command(callId, { ...play, until: comes } as MediaCommandInput);
    expect((await media.snapshot(callId)).legs[0]).toMatchObject({ playing: 'ring-back' });
    const second = await arrive(callId, comes, 'agent');
    const played = await media.hotline.event('played', ({ commandId }) => commandId === asked);
    expect(played).toMatchObject({ legId: waits, outcome: 'stopped' });
    await media.command(callId, { ...play, until: comes } as MediaCommandInput);
    expect((await media.snapshot(callId)).legs[0]).toMatchObject({ playing: null });
    await Promise.all([first.close(), second.close()]);
  });

  test('a bridge with a leg that never came changes nothing and names it', async () => {
    const callId = randomUUID();
    const legId = randomUUID();
    const browser = await arrive(callId, legId);
    const legs = [legId, randomUUID()];
    const answer = await media.post(`/calls/${callId}/commands`, {
      id: randomUUID(),
      type: 'bridge',
      legs,
    });
    expect(answer).toMatchObject({ status: 404, body: { code: 'leg_unknown', field: 'legs.1' } });
    expect((await media.snapshot(callId)).legs[0]?.hears).toEqual({ main: null, side: null });
    await media.command(callId, { type: 'hangup' });
    await browser.close();
  });

  test('a leg that sends no sound is reported silent, and heard when it does', async () => {
    const callId = randomUUID();
    const legId = randomUUID();
    const browser = await arrive(callId, legId);
    const silent = await media.hotline.event('silent', (event) => event.callId === callId);
    expect(silent.forMs).toBeGreaterThan(1000);
    browser.speak(SILENT_FRAME);
    await media.hotline.event('heard', (event) => event.callId === callId);
    await media.command(callId, { type: 'hangup' });
    await browser.close();
  });

  test('what a page says over the channel is a key or is nothing', async () => {
    const callId = randomUUID();
    const browser = await arrive(callId, randomUUID());
    for (const text of ['{', '{"type":"digit","digit":"12"}', '{"type":"digit","digit":"x"}']) {
      await browser.press(text);
    }
    await browser.press('{"type":"digit","digit":"9"}');
    await media.hotline.event('digit', (event) => event.callId === callId);
    const digits = media.hotline.events.filter(
      (event) => event.callId === callId && event.type === 'digit',
    );
    expect(digits).toMatchObject([{ digit: '9', via: 'channel' }]);
    await media.command(callId, { type: 'hangup' });
    await browser.close();
  });

  test('two offers of one leg at once leave one leg, which can still come in', async () => {
    const callId = randomUUID();
    const legId = randomUUID();
    const rivals = [await nodeBrowser(), await nodeBrowser()];
    const answers = await Promise.all(
      rivals.map(({ sdp }) => media.offer(legId, { callId, kind: 'caller', sdp })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect([[200, 200].join(), [200, 409].join()]).toContain(statuses.join());
    const browser = await arrive(callId, legId);
    expect((await media.snapshot(callId)).legs).toMatchObject([{ legId, state: 'connected' }]);
    await media.command(callId, { type: 'hangup' });
    await Promise.all([...rivals, browser].map((each) => each.close()));
  });

  test('rubbish and forgeries thrown at its ports harm nobody', async () => {
    const callId = randomUUID();
    const browser = await nodeBrowser();
    const offer = { callId, kind: 'caller', sdp: browser.sdp };
    const sdp = ((await media.offer(randomUUID(), offer)).body as { sdp: string }).sdp;
    await browser.accept(sdp);
    const doors = [...sdp.matchAll(/candidate:\S+ 1 udp \d+ ([\d.]+) (\d+) typ host/gi)];
    expect(doors.length).toBeGreaterThan(0);
    const socket = createSocket('udp4');
    for (const [, address, port] of doors) {
      for (const datagram of [...forgedRecords(), ...rubbish()]) {
        await new Promise((resolve) => {
          socket.send(datagram, Number(port), address, resolve);
        });
      }
    }
    socket.close();
    await browser.press('{"type":"digit","digit":"4"}');
    await media.hotline.event('digit', (event) => event.callId === callId);
    await media.command(callId, { type: 'hangup' });
    await browser.close();
  });

  test('beyond what the peer can carry a call is turned away, the others go on', async () => {
    const calls = [randomUUID(), randomUUID(), randomUUID()];
    const browsers = await Promise.all(calls.map((callId) => arrive(callId, randomUUID())));
    const one = await nodeBrowser();
    const offer = { callId: randomUUID(), kind: 'caller', sdp: one.sdp };
    expect(await media.offer(randomUUID(), offer)).toMatchObject({
      status: 503,
      body: { code: 'peer_full' },
    });
    for (const callId of calls) await media.command(callId, { type: 'hangup' });
    await Promise.all([...browsers, one].map((browser) => browser.close()));
  });
});

describe('events', () => {
  test('come once each and in order, though the hotline refuses some requests', async () => {
    const callId = randomUUID();
    const legId = randomUUID();
    const before = media.hotline.requests();
    media.hotline.refusals.push(500, 503, 500);
    const browser = await arrive(callId, legId);
    await media.command(callId, { type: 'hangup' });
    const closed = await media.hotline.event(
      'state',
      (event) => event.callId === callId && event.state === 'closed',
    );
    expect(closed).toMatchObject({ reason: 'hangup' });
    const told = media.hotline.events.filter((event) => event.callId === callId);
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect(media.hotline.requests() - before).toBeGreaterThan(3);
    await browser.close();
  });

  test('one that the hotline calls wrong does not hold up the rest', async () => {
    const { dropped } = (await media.health()).events;
    const callId = randomUUID();
    media.hotline.refusals.push(422);
    const browser = await arrive(callId, randomUUID());
    await expect
      .poll(async () => (await media.health()).events.dropped, { timeout: 10_000 })
      .toBe(dropped + 1);
    await media.command(callId, { type: 'hangup' });
    const closed = await media.hotline.event(
      'state',
      (event) => event.callId === callId && event.state === 'closed',
    );
    expect(closed.seq).toBeGreaterThan(1); // the hole shows that something was given up
    await browser.close();
  });
});

describe('the process', () => {
  test('will not start without its secret, and says which variable is missing', async () => {
    await expect(startMedia({ MEDIA_SECRET: 'short' })).rejects.toThrow('MEDIA_SECRET');
  });

  test('when the hotline dies it ends its recordings soundly, tells what it can, and exits', async () => {
    const own = await startMedia();
    const callId = randomUUID();
    const legId = randomUUID();
    const browser = await nodeBrowser();
    const { body } = await own.offer(legId, { callId, kind: 'caller', sdp: browser.sdp });
    await browser.accept((body as { sdp: string }).sdp);
    await own.command(callId, { type: 'record', recordingId: randomUUID(), legs: [legId] });
    browser.speak(SILENT_FRAME);
    own.child.stdin.end();
    await once(own.child, 'exit');
    expect(own.child.exitCode).toBe(0);
    const recorded = await own.hotline.event('recorded');
    expect(recorded.complete).toBe(true);
    const frames = opusFrames(readFileSync(join(own.recordings, recorded.file)));
    expect(frames.length * 20).toBe(recorded.durationMs);
    const states = own.hotline.events.filter((event) => event.type === 'state');
    expect(states.at(-1)).toMatchObject({ state: 'closed', reason: 'shutdown' });
    await own.stop();
    await browser.close();
  });

  test('a browser that vanishes is disconnected; a call nobody comes back to ends', async () => {
    const own = await startMedia({ MEDIA_GONE_SECONDS: '1', MEDIA_ABANDONED_SECONDS: '1' });
    const callId = randomUUID();
    const browser = await nodeBrowser();
    const offer = { callId, kind: 'caller', sdp: browser.sdp };
    const { body } = await own.offer(randomUUID(), offer);
    await browser.accept((body as { sdp: string }).sdp);
    await browser.close();
    await own.hotline.event('state', (event) => event.state === 'disconnected');
    const closed = await own.hotline.event('state', (event) => event.state === 'closed');
    expect(closed).toMatchObject({ reason: 'abandoned' });
    expect(await own.health()).toMatchObject({ calls: 0 });
    await own.stop();
  });
});
