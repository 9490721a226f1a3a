import { randomUUID } from 'node:crypto';
import { newId } from '@1999/platform';
import { startTestApp, type TestApp, type TestClient } from '@1999/platform/testing';
import { readyAgent } from '@1999/routing/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MEDIA_SECRET_HEADER } from './contract/media.ts';
import { commandCall } from './test/command.ts';
import { type Outside, startOutside } from './test/outside.ts';
import { modules } from './test/phone-city.ts';

let peer: Outside;
let peerKnowsCalls: boolean;
let peerIsFull: boolean;
let city: TestApp;
beforeAll(async () => {
  peer = await startOutside(({ method, path, body }) => {
    if (path.startsWith('/legs/')) {
      return peerIsFull
        ? { status: 503, body: { code: 'peer_full', message: 'full' } }
        : { body: { sdp: 'v=0 answer' } };
    }
    if (method === 'POST') return { body: { id: JSON.parse(body).id, applied: true } };
    return peerKnowsCalls ? { status: 500, body: {} } : undefined;
  });
});
afterAll(() => peer.close());
beforeEach(async () => {
  peerKnowsCalls = true;
  peerIsFull = false;
  peer.requests.length = 0;
  city = await startTestApp({ modules, config: { mediaUrl: peer.url } });
});
afterEach(() => city.close());

interface Page extends TestClient {
  readonly callId: string;
  readonly legId: string;
}

let seq = 0;
const tell = async (callId: string, legId: string, event: Record<string, unknown>) => {
  const one = { id: randomUUID(), callId, legId, seq: ++seq, atMs: 0, ...event };
  const headers = { [MEDIA_SECRET_HEADER]: city.app.config.secrets.media };
  const anybody = city.as({ kind: 'public', id: null });
  const batch = { peerId: randomUUID(), events: [one] };
  const send = () => anybody.post('/telephony/media/events', batch, headers);
  expect((await send()).status).toBe(204);
  // At least once: every event comes twice here.
  expect((await send()).status).toBe(204);
  await city.settle();
};
const begin = async (body: object = {}): Promise<Page> => {
  const started = await city.as({ kind: 'public', id: null }).post('/api/webcalls', body);
  expect(started.status).toBe(200);
  const { callId, legId } = started.body;
  const client = city.as({ kind: 'capability', capability: 'call', id: callId });
  await client.post(`/api/webcalls/${callId}/leg`, { sdp: 'v=0' });
  await tell(callId, legId, { type: 'state', state: 'connected' });
  return { ...client, callId, legId };
};
const view = async (page: Page) => (await page.get(`/api/webcalls/${page.callId}`)).body;
const press = (page: Page, digit: string) =>
  tell(page.callId, page.legId, { type: 'digit', digit, via: 'channel' });
const commands = () =>
  peer.requests
    .filter(({ path }) => path.endsWith('/commands'))
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>);
/** One ear's two places. */
const hears = (leg: string, main: string | null, side: string | null = null) => ({
  leg,
  main,
  side,
});
/** The last command that is not about the recording. */
const lastCommand = () => commands().findLast(({ type }) => type !== 'record');
const lastPlay = () => commands().findLast(({ type }) => type === 'play');

test('a citizen hears the menus, sees them as captions, and is told the place in the queue', async () => {
  const page = await begin();
  expect(lastPlay()).toMatchObject({
    leg: page.legId,
    prompts: ['greeting', 'recording-notice', 'language-menu'],
    language: 'zh-Hant-TW',
  });
  expect((await view(page)).caption.zh).toContain('國語請按一');
  await press(page, '4');
  expect(lastPlay()).toMatchObject({ prompts: ['topic-menu'], language: 'en' });
  await page.post(`/api/webcalls/${page.callId}/digits`, { digit: '2' });
  await city.settle();
  expect(lastPlay()).toMatchObject({
    prompts: ['queue-position', 'number-1', 'wait-5', 'please-hold', 'hold-music'],
    loop: true,
  });
  expect(await view(page)).toMatchObject({ state: 'queued', queuePosition: 1, language: 'en' });
  const before = commands().length;
  city.clock.advance({ seconds: 30 });
  await city.settle();
  expect(commands()).toHaveLength(before + 1);
  expect(lastPlay()).toMatchObject({ prompts: expect.arrayContaining(['number-1']) });
});

test('a question without an answer is asked again when its time is over', async () => {
  const page = await begin({ language: 'zh' });
  const question = lastPlay();
  expect(question).toMatchObject({ prompts: ['greeting', 'recording-notice', 'topic-menu'] });
  city.clock.advance({ seconds: 10 });
  await city.settle();
  expect(lastPlay()).toEqual(question);
  await tell(page.callId, page.legId, {
    type: 'played',
    commandId: question?.id,
    outcome: 'finished',
  });
  city.clock.advance({ seconds: 6 });
  await city.settle();
  expect(lastPlay()).toMatchObject({ prompts: ['try-again', 'topic-menu'] });
});

describe('a conversation', () => {
  const talking = async () => {
    const agent = await readyAgent(city);
    const page = await begin({ language: 'zh' });
    await press(page, '9');
    const { offer } = (await agent.get('/api/offers/current')).body;
    expect(offer).toMatchObject({ callId: page.callId, channel: 'webcall', danger: true });
    const { body } = await agent.post(`/api/offers/${offer.offerId}/answer`);
    const joined = await agent.post(`/api/calls/${page.callId}/leg`, { sdp: 'v=0' });
    expect(joined.body.sdp).toBe('v=0 answer');
    const agentLeg = (state: string) => tell(page.callId, body.legId, { type: 'state', state });
    await agentLeg('connected');
    return { agent, page, legId: body.legId as string, agentLeg };
  };

  test('joins the two legs, holds and resumes, and survives the reload of the agent', async () => {
    const { agent, page, legId, agentLeg } = await talking();
    const talk = {
      type: 'arrange',
      hears: [hears(page.legId, legId), hears(legId, page.legId)],
      quiet: [page.legId],
    };
    expect(lastCommand()).toMatchObject(talk);
    await commandCall(agent, page.callId, { type: 'hold' });
    await city.settle();
    expect(commands().slice(-2)).toMatchObject([
      { type: 'arrange', hears: [hears(page.legId, null), hears(legId, null)], quiet: [] },
      { type: 'play', prompts: ['hold-music'], loop: true },
    ]);
    await commandCall(agent, page.callId, { type: 'resume' });
    await city.settle();
    expect(lastCommand()).toMatchObject(talk);
    await agentLeg('disconnected');
    expect(await view(page)).toMatchObject({ state: 'connected' });
    expect(commands().at(-1)).toMatchObject({
      type: 'play',
      prompts: ['please-hold', 'hold-music'],
    });
    expect((await agent.get('/api/calls/current')).body.call).toMatchObject({ legId });
    await agentLeg('connected');
    expect(lastCommand()).toMatchObject(talk);
  });

  test('ended by the agent closes the citizen’s line', async () => {
    const { agent, page } = await talking();
    await commandCall(agent, page.callId, { type: 'endCall' });
    await city.settle();
    expect(commands().at(-1)).toMatchObject({ type: 'hangup' });
    expect(await view(page)).toMatchObject({ state: 'ended', endReason: 'completed' });
    expect((await page.post(`/api/webcalls/${page.callId}/leg`, { sdp: 'v=0' })).status).toBe(409);
  });

  test('ended by the citizen leaves the agent to wrap up', async () => {
    const { agent, page } = await talking();
    expect((await page.del(`/api/webcalls/${page.callId}`)).status).toBe(200);
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('wrapUp');
  });
});

test('a prompt held up until the conversation has begun is not played into it', async () => {
  const agent = await readyAgent(city);
  const page = await begin({ language: 'zh' });
  // The key and the answer come before the job queue has told the peer of the queue's music.
  await page.post(`/api/webcalls/${page.callId}/digits`, { digit: '1' });
  const { offer } = (await agent.get('/api/offers/current')).body;
  await agent.post(`/api/offers/${offer.offerId}/answer`);
  await city.settle();
  expect(lastPlay()).toMatchObject({ prompts: expect.arrayContaining(['topic-menu']) });
});

test('a citizen who closes the page while waiting leaves the queue', async () => {
  const page = await begin({ language: 'zh' });
  await press(page, '1');
  await tell(page.callId, page.legId, { type: 'state', state: 'closed', reason: 'abandoned' });
  const agent = await readyAgent(city);
  expect((await agent.get('/api/queue')).body.waiting).toBe(0);
  expect(await view(page)).toMatchObject({ state: 'ended', endReason: 'abandoned' });
});

test('a call whose peer has forgotten it is closed by the reconciler', async () => {
  const page = await begin({ language: 'zh' });
  city.clock.advance({ seconds: 60 });
  await city.settle();
  expect(await view(page)).toMatchObject({ state: 'inMenu' });
  peerKnowsCalls = false;
  city.clock.advance({ seconds: 60 });
  await city.settle();
  expect(await view(page)).toMatchObject({ state: 'ended', endReason: 'unknown' });
});

test('a token opens its own call only; a foreign one is as absent', async () => {
  const page = await begin();
  const other = await begin();
  const foreign = await page.get(`/api/webcalls/${other.callId}`);
  const absent = await page.get(`/api/webcalls/${newId()}`);
  expect([foreign.status, foreign.body]).toEqual([404, absent.body]);
  const nobody = city.as({ kind: 'public', id: null });
  expect((await nobody.get(`/api/webcalls/${page.callId}`)).status).toBe(401);
});

test('events without the secret are refused', async () => {
  const answer = await city
    .as({ kind: 'public', id: null })
    .post('/telephony/media/events', { peerId: randomUUID(), events: [] });
  expect(answer.status).toBe(401);
});

test('a call that is one too many for the media peer is told so, and waits in no queue', async () => {
  const going = await begin();
  peerIsFull = true;
  const { body } = await city.as({ kind: 'public', id: null }).post('/api/webcalls', {});
  const page = city.as({ kind: 'capability', capability: 'call', id: body.callId });
  const refused = await page.post(`/api/webcalls/${body.callId}/leg`, { sdp: 'v=0' });
  expect([refused.status, refused.body.code]).toEqual([503, 'voice_full']);
  const { state, endReason } = (await page.get(`/api/webcalls/${body.callId}`)).body;
  expect([state, endReason]).toEqual(['ended', 'failed']);
  // Whose voice breaks off in mid-call goes on trying.
  const lost = await going.post(`/api/webcalls/${going.callId}/leg`, { sdp: 'v=0' });
  expect([lost.status, lost.body.code]).toEqual([503, 'media_unavailable']);
  expect((await view(going)).state).not.toBe('ended');
});

test('without a media peer a web call cannot begin, and nothing is stored', async () => {
  await city.close();
  city = await startTestApp({ modules });
  const answer = await city.as({ kind: 'public', id: null }).post('/api/webcalls', {});
  expect([answer.status, answer.body.code]).toEqual([503, 'media_unavailable']);
  expect(await city.app.sql`select from call`).toHaveLength(0);
});
