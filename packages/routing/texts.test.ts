import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOST_AFTER_SECONDS, RING_SECONDS } from './contract.ts';
import {
  acceptOffer,
  currentOffer,
  enqueueEntry,
  handOnEntry,
  liveQueue,
  raiseEntry,
  routing,
  textTakers,
} from './index.ts';
import { readyAgent, someAgent, type TestAgent } from './testing/index.ts';

let city: TestApp;
beforeEach(async () => {
  city = await startTestApp({ modules: [messaging, directory, routing] });
});
afterEach(() => city.close());

const arrives = async (channel: 'call' | 'chat' | 'relay' = 'chat', priority = 0) => {
  const refId = newId();
  const input = { channel, refId, skills: ['zh'], language: 'zh', priority };
  await enqueueEntry(city.caller(), input);
  return refId;
};
const rings = (agent: TestAgent) => currentOffer(city.app.db, agent.id);
const accept = async (agent: TestAgent) => {
  const offer = await rings(agent);
  if (!offer) throw new Error('nothing rings');
  await acceptOffer(city.caller(), { offerId: offer.offerId, agentId: agent.id });
  return offer.refId;
};
const standing = async (agent: TestAgent) => (await agent.get('/api/agents/me/state')).body;
const choose = (agent: TestAgent, state: string) => agent.put('/api/agents/me/state', { state });
const pass = async (seconds: number) => {
  city.clock.advance({ seconds });
  await city.settle();
};
const waiting = async () => (await liveQueue(city.app)).entries.map(({ refId }) => refId);
const requeued = async () => {
  await city.settle();
  const rows = await city.app.sql<{ payload: Record<string, unknown> }[]>`
    select payload from journal where type = 'queueEntry.requeued' order by at`;
  return rows.map(({ payload }) => payload);
};

test('whoever goes on a break gives the chats back at the age they have', async () => {
  const agent = await readyAgent(city);
  const first = await arrives();
  await accept(agent);
  await pass(60);
  const [second, third] = [await arrives(), await arrives()];
  await accept(agent);
  await accept(agent);
  const fourth = await arrives();
  expect((await choose(agent, 'break')).body).toMatchObject({ state: 'break', load: { text: 0 } });
  expect(await waiting()).toEqual([first, second, third, fourth]);
  expect(await requeued()).toMatchObject([
    { agentId: agent.id, reason: 'left' },
    { agentId: agent.id, reason: 'left' },
    { agentId: agent.id, reason: 'left' },
  ]);
  expect(await rings(await readyAgent(city))).toMatchObject({ refId: first });
});

test('what is chosen in vain gives nothing back: a call is finished first', async () => {
  const agent = await readyAgent(city);
  const chat = await arrives();
  await accept(agent);
  await arrives('call');
  await accept(agent);
  expect((await choose(agent, 'break')).status).toBe(409);
  expect(await waiting()).toEqual([]);
  expect(await standing(agent)).toMatchObject({ load: { voice: 1, text: 1 } });
  expect(await requeued()).toEqual([]);
  expect(chat).toBeDefined();
});

test('when the console is gone as long as a call would wait for it, another gets the chat', async () => {
  const gone = await readyAgent(city);
  const chat = await arrives();
  await accept(gone);
  await pass(LOST_AFTER_SECONDS - 1);
  expect(await waiting()).toEqual([]);
  const other = await readyAgent(city);
  await pass(1);
  expect(await standing(gone)).toMatchObject({ state: 'offline', reason: 'lost' });
  expect(await rings(other)).toMatchObject({ refId: chat });
});

test('a sign of life keeps the chats', async () => {
  const agent = await readyAgent(city);
  await arrives();
  await accept(agent);
  await pass(LOST_AFTER_SECONDS - 1);
  await agent.post('/api/agents/me/sign-of-life');
  await pass(60);
  expect(await standing(agent)).toMatchObject({ state: 'busy', load: { text: 1 } });
});

test('an agent lost in a call keeps the call, not the chats, and is offered nothing', async () => {
  const agent = await readyAgent(city);
  const chat = await arrives();
  await accept(agent);
  await arrives('call');
  await accept(agent);
  await pass(LOST_AFTER_SECONDS);
  expect(await standing(agent)).toMatchObject({
    state: 'busy',
    taking: false,
    load: { voice: 1, text: 0 },
  });
  expect(await waiting()).toEqual([chat]);
});

test('a relay that nobody accepts in time goes to the next; who did not answer pauses', async () => {
  const agent = await readyAgent(city);
  const relay = await arrives('relay');
  const next = await readyAgent(city);
  expect(await rings(agent)).toMatchObject({ refId: relay, channel: 'relay' });
  await pass(RING_SECONDS);
  expect(await standing(agent)).toMatchObject({ state: 'notAnswering', taking: false });
  expect(await rings(next)).toMatchObject({ refId: relay });
});

test('calls and relays stand in one queue by one order: dangers first, then who came first', async () => {
  const relay = await arrives('relay');
  await pass(1);
  const call = await arrives('call');
  await pass(1);
  const danger = await arrives('relay', 9);
  expect(await waiting()).toEqual([danger, relay, call]);
  await raiseEntry(city.caller(), { refId: call, priority: 9 });
  expect(await waiting()).toEqual([call, danger, relay]);
  expect(await raiseEntry(city.caller(), { refId: call, priority: 5 })).toEqual({ raised: false });
});

test('a chat is handed to a colleague who has room; not taken, it is anybody’s but the giver’s', async () => {
  const giver = await readyAgent(city);
  const chat = await arrives();
  await accept(giver);
  const [to, third] = [await readyAgent(city), await readyAgent(city)];
  const handOn = (toAgent?: string) =>
    handOnEntry(city.caller(), {
      refId: chat,
      agentId: giver.id,
      ...(toAgent ? { toAgent } : {}),
    });
  const away = await someAgent(city);
  await expect(handOn(away.id)).rejects.toMatchObject({ code: 'agent_not_free' });
  await expect(handOn(giver.id)).rejects.toMatchObject({ code: 'agent_not_free' });
  expect((await textTakers(city.app.db)).filter(({ hasRoom }) => hasRoom)).toHaveLength(3);
  await handOn(to.id);
  expect(await rings(to)).toMatchObject({ refId: chat });
  expect((await standing(giver)).state).toBe('ready');
  await to.post(`/api/offers/${(await rings(to))?.offerId}/decline`);
  expect(await rings(giver)).toBeNull();
  expect(await rings(third)).toMatchObject({ refId: chat });
  await expect(handOn()).rejects.toMatchObject({ status: 404 });
});
