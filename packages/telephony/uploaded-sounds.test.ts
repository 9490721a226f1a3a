import { newId, signAccessToken } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { someAgent, type TestAgent } from '@1999/routing/testing';
import { opusFrames } from '@1999/sound';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IvrFlow } from './contract/ivr.ts';
import { MEDIA_SECRET_HEADER } from './contract/media.ts';
import { MOST_SOUND_BYTES } from './contract/sound.ts';
import { standardFlow } from './domain/ivr/standard-flow.ts';
import { type Outside, startOutside } from './test/outside.ts';
import { modules } from './test/phone-city.ts';
import { PhoneLine } from './test/phone-line.ts';
import { asForm, pitchIn, recordedTone } from './test/recorded.ts';

let peer: Outside;
let city: TestApp;
let boss: TestAgent;
/** Sounds of 500, 700 and 900 Hz. */
let [low, middle, high]: [string, string, string] = ['', '', ''];
beforeAll(async () => {
  peer = await startOutside(({ method, path, body }) => {
    if (path.startsWith('/legs/')) return { body: { sdp: 'v=0 answer' } };
    if (method !== 'POST') return undefined;
    return { body: { id: JSON.parse(body).id, applied: true } };
  });
  city = await startTestApp({ modules, config: { mediaUrl: peer.url } });
  boss = await someAgent(city, [], 'supervisor');
  [low, middle, high] = [await uploaded(500), await uploaded(700), await uploaded(900)];
});
afterAll(async () => {
  await city?.close();
  await peer?.close();
});

const upload = (file: Buffer, by = boss, headers: Record<string, string> = {}, name = 'file') => {
  const { payload, contentType } = asForm(file, name);
  return by.post('/api/ivr/sounds', payload, { 'content-type': contentType, ...headers });
};
/** Short, and of a rate that one of the forms has. */
const shortTone = (hertz: number) => recordedTone({ hertz, seconds: 0.4, rate: 8_000 });
const uploaded = async (hertz: number): Promise<string> =>
  (await upload(shortTone(hertz))).body.soundId;
const get = (url: string, headers: Record<string, string> = {}) =>
  city.server.inject({ method: 'GET', url, headers });
const tokenOf = ({ actor }: TestAgent) => {
  if (actor.kind !== 'user') throw new Error('nobody');
  return signAccessToken(city.server, actor, 60);
};
const keptNow = async () => (await city.app.sql`select id from ivr_sound`).length;
/** The standard flow with sounds at its greeting. */
const greeted = (sounds: object, between = {}): IvrFlow => ({
  ...standardFlow,
  steps: {
    ...standardFlow.steps,
    greeting: {
      do: 'say',
      prompts: [{ prompt: 'greeting', sounds }, { prompt: 'recording-notice' }],
      incident: true,
      next: 'language',
    },
  },
  between,
});
const publish = async (flow: IvrFlow) => {
  const answer = await boss.post('/api/ivr/flows', { flow, note: '錄音' });
  city.clock.advance({ seconds: 3 });
  return answer;
};
const played = (heard: string) =>
  [...heard.matchAll(/<Play>([^<]+)<\/Play>/g)].map(([, url]) => url?.replaceAll('&amp;', '&'));

describe('a recorded sound', () => {
  test('is kept in both forms, is heard beforehand, and leaves a journal row without a word of it', async () => {
    const answer = await upload(recordedTone({ seconds: 2 }));
    expect(answer).toMatchObject({ status: 201, body: { durationMs: 2_000 } });
    const { soundId } = answer.body;
    expect((await boss.get(`/api/ivr/sounds/${soundId}`)).body).toEqual(answer.body);
    const audio = await city.server.inject({
      url: `/api/ivr/sounds/${soundId}/audio`,
      headers: { authorization: `Bearer ${tokenOf(boss)}` },
    });
    expect(audio.headers['content-type']).toBe('audio/wav');
    expect(pitchIn(audio.rawPayload, 440)).toBeGreaterThan(0.95);
    const secret = { [MEDIA_SECRET_HEADER]: city.app.config.secrets.media };
    const opus = await get(`/telephony/media/sounds/${soundId}`, secret);
    expect(opusFrames(opus.rawPayload)).toHaveLength(101);
    expect((await get(`/telephony/media/sounds/${soundId}`)).statusCode).toBe(401);
    expect((await get(`/telephony/media/sounds/${newId()}`, secret)).statusCode).toBe(404);
    const rows = await city.app.sql`
      select type, payload from journal_all where subject_id = ${soundId}`;
    expect(rows).toMatchObject([
      { type: 'ivr.soundUploaded', payload: { durationMs: 2_000, by: boss.id } },
    ]);
  });

  test('sent twice under one key is there once', async () => {
    const headers = { 'idempotency-key': newId() };
    const file = shortTone(440);
    const before = await keptNow();
    const [first, again] = [await upload(file, boss, headers), await upload(file, boss, headers)];
    expect(again.body).toEqual(first.body);
    expect(await keptNow()).toBe(before + 1);
    const other = await upload(shortTone(500), boss, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  test.each<[string, () => Buffer, number, string]>([
    ['text', () => Buffer.from('hello'), 415, 'not_a_sound'],
    ['nothing', () => Buffer.alloc(0), 415, 'not_a_sound'],
    ['a file cut short', () => recordedTone().subarray(0, 9_999), 422, 'sound_broken'],
    ['61 s', () => recordedTone({ seconds: 61, rate: 8_000 }), 422, 'sound_too_long'],
    ['a click', () => recordedTone({ seconds: 0.1 }), 422, 'sound_too_short'],
    ['silence', () => recordedTone({ level: 0 }), 422, 'sound_silent'],
    ['more than 20 MB', () => Buffer.alloc(MOST_SOUND_BYTES + 1, 1), 413, 'file_too_large'],
  ])('%s is refused, and nothing is kept', async (_, make, status, code) => {
    const before = await keptNow();
    expect(await upload(make())).toMatchObject({ status, body: { code, field: 'file' } });
    expect(await keptNow()).toBe(before);
  });

  test('under another name, or as JSON, is refused', async () => {
    const named = await upload(recordedTone(), boss, {}, 'sound');
    expect(named).toMatchObject({ status: 422, body: { code: 'file_missing', field: 'file' } });
    const json = await boss.post('/api/ivr/sounds', { file: 'x' });
    expect(json).toMatchObject({ status: 415, body: { code: 'not_multipart', field: 'file' } });
  });

  test('is an editor’s to upload, and no agent’s', async () => {
    expect((await upload(recordedTone(), await someAgent(city))).status).toBe(403);
  });
});

describe('a flow with sounds', () => {
  test('is heard by telephone: the sound in place of the words, by an address nobody can make up', async () => {
    const [zh, en] = [low, high];
    expect((await publish(greeted({ zh, en }))).status).toBe(200);
    const line = await new PhoneLine(city).dial();
    const [url = ''] = played(line.heard);
    expect(url).toMatch(new RegExp(`^/telephony/twilio/sounds/${zh}\\.wav\\?key=`));
    expect(line.heard).not.toContain('這裡是1999');
    expect(line.heard).toContain('全程錄音');
    const wave = await get(url);
    expect(wave.headers).toMatchObject({ 'content-type': 'audio/wav' });
    expect(pitchIn(wave.rawPayload, 500)).toBeGreaterThan(0.95);
    for (const wrong of [url.replace(zh, en), url.slice(0, -1), url.replace(/\?.*/, '')]) {
      expect((await get(wrong)).statusCode).toBe(404);
    }
    expect((await get('/telephony/twilio/sounds/x.wav?key=1')).statusCode).toBe(400);
  });

  test('goes on by its version: who called before hears the sound of then', async () => {
    const menu = (zh: string): IvrFlow => {
      const flow = greeted({});
      const language = flow.steps.language;
      if (language?.do !== 'menu') throw new Error('no menu');
      const prompts = [{ prompt: 'language-menu' as const, sounds: { zh } }];
      return { ...flow, steps: { ...flow.steps, language: { ...language, prompts } } };
    };
    const [first, second] = [low, middle];
    await publish(menu(first));
    const early = await new PhoneLine(city).dial();
    await publish(menu(second));
    await early.press('8');
    expect(played(early.heard)[0]).toContain(first);
    // Asked in every language: Mandarin by the sound, the others in words.
    expect(early.heard).toContain('For English, press 4.');
    const late = await new PhoneLine(city, '+886911111111').dial();
    expect(played(late.heard)[0]).toContain(second);
    const [newest] = (await boss.get('/api/ivr/flows')).body;
    expect(newest.flow.steps.language.prompts[0].sounds).toEqual({ zh: second });
  });

  test('also says what comes between its steps', async () => {
    const again = middle;
    await publish(greeted({}, { 'try-again': { zh: again } }));
    const line = await new PhoneLine(city).dial();
    await line.press('8');
    expect(played(line.heard)[0]).toContain(again);
  });

  test('speaks the words when a sound is missing: nobody hears nothing', async () => {
    const gone = newId();
    const flow = greeted({ zh: gone, en: gone });
    await city.app.sql`insert into ivr_flow (valid_from, flow, note, published_at)
      select ${city.clock.now().toString()}, ${city.app.sql.json(flow as never)}, 'x', now()`;
    city.clock.advance({ seconds: 3 });
    const line = await new PhoneLine(city).dial();
    expect(played(line.heard)).toEqual([]);
    expect(line.heard).toContain('這裡是1999');
  });

  test('that names a sound nobody uploaded is refused, and says where', async () => {
    const refused = await publish(greeted({ zh: newId() }));
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'sound_unknown', field: 'flow.steps.greeting.prompts.0.sounds.zh' },
    });
    const notice = { zh: '颱風', en: 'Typhoon', sounds: { zh: newId() } };
    const until = city.clock.now().add({ hours: 1 }).toString();
    expect(await boss.put('/api/ivr/incident', { notice, until })).toMatchObject({
      status: 422,
      body: { code: 'sound_unknown', field: 'notice.sounds.zh' },
    });
  });

  test('is tried beforehand: the preview names the sound of each line', async () => {
    const zh = low;
    const { body } = await boss.post('/api/ivr/preview', { flow: greeted({ zh }), keys: ['1'] });
    const [first, second] = body.turns;
    expect(first.said.map(({ sound }: { sound: string | null }) => sound)).toEqual([
      zh,
      null,
      null,
    ]);
    expect(first.said[0].zh).toContain('1999');
    expect(second.said[0].sound).toBeNull();
  });

  test('is played by the media peer in a web call, its captions staying words', async () => {
    const zh = low;
    await publish(greeted({ zh }));
    const anybody = city.as({ kind: 'public', id: null });
    const { callId, legId } = (await anybody.post('/api/webcalls', { language: 'zh' })).body;
    const page = city.as({ kind: 'capability', capability: 'call', id: callId });
    await page.post(`/api/webcalls/${callId}/leg`, { sdp: 'v=0' });
    const joined = {
      id: newId(),
      callId,
      legId,
      seq: 1,
      atMs: 0,
      type: 'state',
      state: 'connected',
    };
    await anybody.post(
      '/telephony/media/events',
      { peerId: newId(), events: [joined] },
      { [MEDIA_SECRET_HEADER]: city.app.config.secrets.media },
    );
    await city.settle();
    const play = peer.requests
      .map(({ body }) => body && JSON.parse(body))
      .findLast((one) => one?.type === 'play');
    expect(play.prompts).toEqual([
      { sound: zh, otherwise: 'greeting' },
      'recording-notice',
      'topic-menu',
    ]);
    expect((await page.get(`/api/webcalls/${callId}`)).body.caption.zh).toContain('這裡是1999');
  });
});

test('the notice of an incident may be a sound too', async () => {
  const zh = high;
  const notice = { zh: '颱風期間。', en: 'Typhoon.', sounds: { zh } };
  const until = city.clock.now().add({ hours: 6 }).toString();
  expect((await boss.put('/api/ivr/incident', { notice, until })).status).toBe(200);
  const line = await new PhoneLine(city).dial();
  expect(played(line.heard).join()).toContain(zh);
  expect((await boss.get('/api/ivr/incident')).body.incident.notice.sounds).toEqual({ zh });
});

test('a sound in use is kept for ever; one whose draft was given up goes after thirty days', async () => {
  const [used, unused] = [low, await uploaded(600)];
  await publish(greeted({ zh: used }));
  await publish(standardFlow);
  city.clock.advance({ hours: 24 * 29 });
  await city.settle();
  expect((await boss.get(`/api/ivr/sounds/${unused}`)).status).toBe(200);
  city.clock.advance({ hours: 25 });
  await city.settle();
  expect((await boss.get(`/api/ivr/sounds/${unused}`)).status).toBe(404);
  expect((await boss.get(`/api/ivr/sounds/${used}`)).status).toBe(200);
  const gone = await city.app.sql`
    select subject_id from journal_all where type = 'ivr.soundDeleted'`;
  expect(gone).toContainEqual({ subject_id: unused });
  await expect(city.app.sql`delete from ivr_sound where id = ${used}`).rejects.toThrow();
  await expect(city.app.sql`delete from ivr_sound_use`).rejects.toThrow('permission denied');
});
