import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RoutingRules } from './contract.ts';
import {
  acceptOffer,
  currentOffer,
  enqueueEntry,
  finishEntry,
  leaveQueue,
  routing,
} from './index.ts';
import { readyAgent, someAgent, type TestAgent } from './testing/index.ts';

let city: TestApp;
beforeEach(async () => {
  city = await startTestApp({ modules: [messaging, directory, routing] });
});
afterEach(() => city.close());

type Arrival = {
  channel?: string;
  skills?: string[];
  priority?: number;
  callerId?: string;
  queuedAt?: string;
};
const arrives = async (over: Arrival = {}): Promise<string> => {
  const refId = newId();
  const input = { channel: 'call', refId, skills: ['zh'], language: 'zh', ...over };
  await enqueueEntry(city.caller(), input);
  return refId;
};
const offerAt = (agent: TestAgent) => currentOffer(city.app.db, agent.id);
const standing = async (agent: TestAgent) => (await agent.get('/api/agents/me/state')).body;
const accept = async (agent: TestAgent) => {
  const offer = await offerAt(agent);
  if (!offer) throw new Error('nothing rings');
  await acceptOffer(city.caller(), { offerId: offer.offerId, agentId: agent.id });
  return offer.refId;
};
const choose = (agent: TestAgent, state: string, reason?: string) =>
  agent.put('/api/agents/me/state', { state, ...(reason ? { reason } : {}) });
const supervisor = () => someAgent(city, [], 'supervisor');
async function ruled(change: Partial<RoutingRules>): Promise<void> {
  const boss = await supervisor();
  const { body } = await boss.get('/api/routing-rules');
  const rules = { ...body.rules, ...change };
  const answer = await boss.put('/api/routing-rules', { basedOn: body.version, rules });
  expect(answer.status).toBe(200);
}
const wait = async (seconds: number) => {
  city.clock.advance({ seconds });
  await city.settle();
};
const eventsOf = async (type: string) =>
  city.app.sql<{ payload: Record<string, unknown> }[]>`
    select payload from journal where type = ${type} order by at`;

test('who asks for 台語 waits a moment for a speaker of it, then is served in Mandarin; a danger at once', async () => {
  const mandarin = await readyAgent(city, ['zh']);
  const caller = await arrives({ skills: ['nan'] });
  expect(await offerAt(mandarin)).toBeNull();
  await wait(10);
  expect((await offerAt(mandarin))?.refId).toBe(caller);
  await leaveQueue(city.caller(), { refId: caller });
  const danger = await arrives({ skills: ['hak'], priority: 9 });
  expect((await offerAt(mandarin))?.refId).toBe(danger);
  await leaveQueue(city.caller(), { refId: danger });
  const speaker = await readyAgent(city, ['zh', 'nan']);
  const next = await arrives({ skills: ['nan'] });
  expect((await offerAt(speaker))?.refId).toBe(next);
});

describe('chats and calls at one desk', () => {
  test('an agent writes with three citizens at once and is offered no fourth', async () => {
    const agent = await readyAgent(city);
    for (const _ of [1, 2, 3]) {
      await arrives({ channel: 'chat' });
      await accept(agent);
    }
    await arrives({ channel: 'chat' });
    expect(await offerAt(agent)).toBeNull();
    expect(await standing(agent)).toMatchObject({ state: 'busy', load: { voice: 0, text: 3 } });
  });

  test('a call may come beside the chats; beside the call no more than one chat is added', async () => {
    const agent = await readyAgent(city);
    const chat = await arrives({ channel: 'chat' });
    await accept(agent);
    const call = await arrives();
    expect(await offerAt(agent)).toMatchObject({ refId: call, channel: 'call' });
    expect((await standing(agent)).state).toBe('ringing');
    await accept(agent);
    await arrives({ channel: 'chat' });
    await arrives();
    expect(await offerAt(agent)).toBeNull();
    expect(await standing(agent)).toMatchObject({
      state: 'busy',
      refId: call,
      load: { voice: 1, text: 1 },
    });
    await finishEntry(city.caller(), { refId: chat });
    expect(await offerAt(agent)).toMatchObject({ channel: 'chat' });
    // Whoever talks is told beside the call, and stays busy.
    expect((await standing(agent)).state).toBe('busy');
  });

  test('a chat that waited while the agent answered comes at once after', async () => {
    const agent = await readyAgent(city);
    await arrives();
    const chat = await arrives({ channel: 'chat' });
    await accept(agent);
    expect(await offerAt(agent)).toMatchObject({ refId: chat });
  });

  test('a chat declined during a call returns to the queue, and the agent takes nothing new', async () => {
    const agent = await readyAgent(city);
    await arrives();
    await accept(agent);
    const chat = await arrives({ channel: 'chat' });
    const offer = await offerAt(agent);
    expect((await agent.post(`/api/offers/${offer?.offerId}/decline`)).status).toBe(200);
    expect(await standing(agent)).toMatchObject({ state: 'busy', taking: false });
    expect(await offerAt(agent)).toBeNull();
    expect(await offerAt(await readyAgent(city))).toMatchObject({ refId: chat });
  });

  test('the database itself holds one call an agent, and one chat a place', async () => {
    const agent = await readyAgent(city);
    await arrives();
    await accept(agent);
    const { sql } = city.app;
    const insert = (medium: string, slot: number) => sql`insert into queue_entry
      (id, channel, ref_id, language, priority, state, queued_at, rank_at, looked_at, agent_id,
        medium, slot)
      values (${newId()}, 'x', ${newId()}, 'zh', 0, 'accepted', now(), now(), now(), ${agent.id},
        ${medium}, ${slot})`;
    await expect(insert('voice', 1)).rejects.toMatchObject({
      constraint_name: 'queue_entry_agent_capacity',
    });
    await expect(insert('voice', 2)).rejects.toThrow();
    await insert('text', 1);
    await expect(insert('text', 1)).rejects.toMatchObject({
      constraint_name: 'queue_entry_agent_capacity',
    });
  });
});

/** An agent who has just spoken with this citizen, and wraps up. */
async function whoSpokeWith(callerId: string): Promise<TestAgent> {
  const known = await readyAgent(city);
  const refId = await arrives({ callerId });
  await accept(known);
  await finishEntry(city.caller(), { refId });
  return known;
}

test('whoever calls again within the hour gets the same agent; later, whose turn it is', async () => {
  const callerId = newId();
  const known = await whoSpokeWith(callerId);
  const other = await readyAgent(city);
  city.clock.advance({ seconds: 5 });
  await choose(known, 'ready');
  const again = await arrives({ callerId });
  expect(await offerAt(known)).toMatchObject({ refId: again });
  await leaveQueue(city.caller(), { refId: again });
  await Promise.all([known, other].map((agent) => agent.post('/api/agents/me/sign-of-life')));
  for (let minute = 0; minute < 61; minute += 1) {
    city.clock.advance({ minutes: 1 });
    await Promise.all([known, other].map((agent) => agent.post('/api/agents/me/sign-of-life')));
  }
  const later = await arrives({ callerId });
  expect(await offerAt(other)).toMatchObject({ refId: later });
});

test('the agent of before is found among many who have been idle longer', async () => {
  const callerId = newId();
  const known = await whoSpokeWith(callerId);
  for (let n = 0; n < 25; n++) await readyAgent(city);
  city.clock.advance({ seconds: 5 });
  await choose(known, 'ready');
  const again = await arrives({ callerId });
  expect(await offerAt(known)).toMatchObject({ refId: again });
});

describe('skills have levels', () => {
  test('and a rule may ask for the better ones first, then for whoever has it', async () => {
    await ruled({
      overflow: [
        { effect: 'level', afterSeconds: 0, skill: 'en', level: 4, channel: null, minPriority: 0 },
        { effect: 'level', afterSeconds: 60, skill: 'en', level: 1, channel: null, minPriority: 0 },
      ],
    });
    const learner = await readyAgent(city, ['en']);
    const refId = await arrives({ skills: ['en'] });
    await wait(59);
    expect(await offerAt(learner)).toBeNull();
    await wait(1);
    expect(await offerAt(learner)).toMatchObject({ refId });
  });

  test('a supervisor sets them, and the next choice of a state takes them up', async () => {
    const agent = await someAgent(city, ['zh']);
    const boss = await supervisor();
    const skills = [
      { code: 'zh', level: 5 },
      { code: 'en', level: 2 },
    ];
    await city.app.sql`insert into skill (code, kind, name_zh, name_en)
      values ('en', 'language', 'en', 'en') on conflict do nothing`;
    expect((await boss.put(`/api/users/${agent.id}/skills`, { skills })).status).toBe(204);
    await choose(agent, 'ready');
    expect((await standing(agent)).levels).toEqual({ zh: 5, en: 2 });
    const listed = (await boss.get('/api/agent-skills')).body;
    expect(listed).toMatchObject([{ userId: agent.id, skills: [{ code: 'en', level: 2 }, {}] }]);
    const twice = { skills: [skills[0], skills[0]] };
    expect((await boss.put(`/api/users/${agent.id}/skills`, twice)).body).toMatchObject({
      code: 'same_skill_twice',
    });
    expect((await boss.put(`/api/users/${boss.id}/skills`, { skills })).status).toBe(404);
  });
});

test('after the wait a rule names, speakers of another language help, and supervisors are told once', async () => {
  await ruled({
    overflow: [
      {
        effect: 'instead',
        afterSeconds: 90,
        skill: 'en',
        instead: 'zh',
        channel: null,
        minPriority: 0,
      },
      { effect: 'alarm', afterSeconds: 120, skill: null, channel: 'call', minPriority: 0 },
    ],
  });
  const mandarin = await readyAgent(city, ['zh']);
  const refId = await arrives({ skills: ['en'] });
  const second = await arrives({ skills: ['en'] });
  await wait(89);
  expect(await offerAt(mandarin)).toBeNull();
  await mandarin.post('/api/agents/me/sign-of-life');
  await wait(1);
  expect(await offerAt(mandarin)).toMatchObject({ refId });
  await accept(mandarin);
  await wait(30);
  await wait(30);
  expect((await eventsOf('queueEntry.waitedTooLong')).map(({ payload }) => payload)).toMatchObject([
    { refId: second, afterSeconds: 120, channel: 'call' },
  ]);
});

test('whose place was kept waits on at the original age', async () => {
  const since = city.clock.now().subtract({ minutes: 5 }).toString();
  const early = await arrives();
  const kept = await arrives({ queuedAt: since });
  const agent = await readyAgent(city);
  expect(await offerAt(agent)).toMatchObject({ refId: kept, queuedAt: since });
  await accept(agent);
  expect(await offerAt(await readyAgent(city))).toMatchObject({ refId: early });
});

describe('the wrap-up', () => {
  async function wrappingUp(): Promise<TestAgent> {
    const agent = await readyAgent(city);
    const refId = await arrives();
    await accept(agent);
    await finishEntry(city.caller(), { refId });
    return agent;
  }

  test('ends by itself at its time, and the next call comes', async () => {
    await ruled({ wrapUpSeconds: 60 });
    const agent = await wrappingUp();
    const refId = await arrives();
    const { endsAt } = await standing(agent);
    expect(Temporal.Instant.from(endsAt).since(city.clock.now()).total('seconds')).toBe(60);
    await wait(59);
    expect((await standing(agent)).state).toBe('wrapUp');
    await wait(1);
    expect(await offerAt(agent)).toMatchObject({ refId });
  });

  test('is made longer by the agent as often as it needs', async () => {
    await ruled({ wrapUpSeconds: 60 });
    const agent = await wrappingUp();
    const longer = () => agent.post('/api/agents/me/wrap-up/extension', { seconds: 60 });
    expect((await longer()).status).toBe(200);
    expect((await longer()).status).toBe(200);
    await wait(100);
    await agent.post('/api/agents/me/sign-of-life');
    await wait(79);
    expect((await standing(agent)).state).toBe('wrapUp');
    await wait(1);
    expect(await standing(agent)).toMatchObject({ state: 'ready', reason: 'wrapUpOver' });
    expect((await longer()).body).toMatchObject({ code: 'agent_state' });
  });

  test('is ended early by the agent, or by a supervisor', async () => {
    const early = await wrappingUp();
    expect((await choose(early, 'ready')).body).toMatchObject({ state: 'ready', endsAt: null });
    await choose(early, 'break', 'lunch');
    const slow = await wrappingUp();
    const boss = await supervisor();
    const release = (to: string) => boss.post(`/api/agents/${slow.id}/release`, { to });
    expect((await release('ready')).body).toMatchObject({ state: 'ready', reason: 'bySupervisor' });
    await arrives();
    expect((await release('break')).body).toMatchObject({ code: 'agent_state' });
    await accept(slow);
    expect((await release('offline')).status).toBe(409);
    expect((await boss.post(`/api/agents/${newId()}/release`, { to: 'ready' })).status).toBe(404);
  });
});

test('a reason belongs to its state; one the city does not have is refused by name', async () => {
  const agent = await someAgent(city);
  expect((await choose(agent, 'break', 'rest')).body).toMatchObject({ reason: 'rest' });
  expect((await choose(agent, 'system', 'equipment')).body).toMatchObject({ state: 'system' });
  expect((await choose(agent, 'meeting', 'rest')).body).toMatchObject({
    code: 'unknown_reason',
    field: 'reason',
  });
  const reasons = (await agent.get('/api/agent-state-reasons')).body;
  expect(reasons[0]).toEqual({
    code: 'lunch',
    state: 'break',
    nameZh: '用餐',
    nameEn: 'Meal',
    minutes: 30,
  });
});

test('the rules have versions, and two supervisors do not overwrite each other', async () => {
  const boss = await supervisor();
  const { body: first } = await boss.get('/api/routing-rules');
  expect(first).toMatchObject({ version: 0, madeAt: null });
  const change = { basedOn: 0, rules: { ...first.rules, textAtOnce: 2 } };
  expect((await boss.put('/api/routing-rules', change)).body).toMatchObject({ version: 1 });
  expect((await boss.put('/api/routing-rules', change)).body).toMatchObject({
    code: 'stale_rules',
  });
  const agent = await someAgent(city);
  expect((await agent.get('/api/routing-rules')).status).toBe(403);
});
