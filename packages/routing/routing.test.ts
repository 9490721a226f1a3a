import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { inTransaction, newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  acceptOffer,
  currentOffer,
  enqueueEntry,
  finishEntry,
  leaveQueue,
  queuePosition,
  routing,
} from './index.ts';
import { readyAgent, someAgent, type TestAgent } from './testing/index.ts';

let city: TestApp;
beforeEach(async () => {
  city = await startTestApp({ modules: [messaging, directory, routing] });
});
afterEach(() => city.close());

const arrives = async (
  over: { skills?: string[]; priority?: number; channel?: string } = {},
): Promise<string> => {
  const refId = newId();
  const input = { channel: 'call', refId, skills: ['zh'], language: 'zh', ...over };
  await enqueueEntry(city.caller(), input);
  return refId;
};
const offerAt = (agent: TestAgent) => currentOffer(city.app.db, agent.id);
const stateOf = async (agent: TestAgent) => (await agent.get('/api/agents/me/state')).body.state;
const accept = async (agent: TestAgent) => {
  const offer = await offerAt(agent);
  if (!offer) throw new Error('nothing rings');
  return acceptOffer(city.caller(), { offerId: offer.offerId, agentId: agent.id });
};

describe('a call is offered', () => {
  test('to the agent who has been idle longest, and to nobody else', async () => {
    const first = await readyAgent(city);
    city.clock.advance({ seconds: 5 });
    const second = await readyAgent(city);
    const refId = await arrives();
    expect(await offerAt(first)).toMatchObject({ refId });
    expect(await offerAt(second)).toBeNull();
    expect(await stateOf(first)).toBe('ringing');
    expect(await stateOf(second)).toBe('ready');
  });

  test('to the one who is able, however many have been idle longer', async () => {
    for (let n = 0; n < 25; n++) await readyAgent(city);
    city.clock.advance({ seconds: 5 });
    const english = await readyAgent(city, ['zh', 'en']);
    const refId = await arrives({ skills: ['en'] });
    expect(await offerAt(english)).toMatchObject({ refId });
  });

  test('beside chats too, where nobody holds nothing', async () => {
    const writing = await readyAgent(city);
    await arrives({ channel: 'chat' });
    await accept(writing);
    const refId = await arrives();
    expect(await offerAt(writing)).toMatchObject({ refId });
  });

  test('to whoever goes ready while it waits', async () => {
    const refId = await arrives();
    expect(await queuePosition(city.app.db, refId)).toBe(1);
    expect(await offerAt(await readyAgent(city))).toMatchObject({ refId });
  });

  test('only to an agent with the skill', async () => {
    const mandarin = await readyAgent(city, ['zh']);
    const refId = await arrives({ skills: ['en'] });
    expect(await offerAt(mandarin)).toBeNull();
    expect(await offerAt(await readyAgent(city, ['zh', 'en']))).toMatchObject({ refId });
  });

  test('danger before all who wait longer', async () => {
    const old = await arrives();
    city.clock.advance({ minutes: 3 });
    const danger = await arrives({ priority: 9 });
    expect(await queuePosition(city.app.db, danger)).toBe(1);
    expect(await queuePosition(city.app.db, old)).toBe(2);
    expect(await offerAt(await readyAgent(city))).toMatchObject({ refId: danger });
  });
});

describe('an offer nobody takes', () => {
  test('rings for 20 s, then the call is back at its place and the agent pauses', async () => {
    const slow = await readyAgent(city);
    const refId = await arrives();
    const later = await arrives();
    city.clock.advance({ seconds: 19 });
    await city.settle();
    expect(await offerAt(slow)).toMatchObject({ refId });
    city.clock.advance({ seconds: 1 });
    await city.settle();
    expect(await stateOf(slow)).toBe('notAnswering');
    expect(await queuePosition(city.app.db, refId)).toBe(1);
    expect(await queuePosition(city.app.db, later)).toBe(2);
    expect(await offerAt(await readyAgent(city))).toMatchObject({ refId });
  });

  test('once declined goes straight to the next agent', async () => {
    const first = await readyAgent(city);
    city.clock.advance({ seconds: 1 });
    const second = await readyAgent(city);
    const refId = await arrives();
    const offer = await offerAt(first);
    expect((await first.post(`/api/offers/${offer?.offerId}/decline`)).status).toBe(200);
    expect(await offerAt(second)).toMatchObject({ refId });
    expect(await stateOf(first)).toBe('notAnswering');
    expect((await first.post(`/api/offers/${offer?.offerId}/decline`)).status).toBe(409);
  });

  test('is gone when the caller hangs up, and the agent keeps the place among the idle', async () => {
    const first = await readyAgent(city);
    city.clock.advance({ seconds: 1 });
    const second = await readyAgent(city);
    const gone = await arrives();
    await leaveQueue(city.caller(), { refId: gone });
    expect(await stateOf(first)).toBe('ready');
    expect(await offerAt(first)).toBeNull();
    const next = await arrives();
    expect(await offerAt(first)).toMatchObject({ refId: next });
    expect(await offerAt(second)).toBeNull();
  });

  test('cannot be taken after its time, though no sweep has run', async () => {
    const agent = await readyAgent(city);
    await arrives();
    city.clock.advance({ seconds: 21 });
    await expect(accept(agent)).rejects.toMatchObject({ code: 'offer_gone' });
  });
});

test('the database itself refuses a second offer of one call, and a second call for one agent', async () => {
  const agent = await readyAgent(city);
  await arrives();
  await arrives();
  const { sql } = city.app;
  const secondOffer = sql`insert into offer (id, entry_id, agent_id, state, offered_at, expires_at)
    select ${newId()}, entry_id, ${newId()}, 'open', offered_at, expires_at from offer`;
  await expect(secondOffer).rejects.toMatchObject({ constraint_name: 'offer_one_per_entry' });
  const secondCall = sql`update queue_entry set state = 'offered', slot = 1, agent_id = ${agent.id}
    where state = 'waiting'`;
  await expect(secondCall).rejects.toMatchObject({ constraint_name: 'queue_entry_agent_capacity' });
});

test('another agent cannot decline or take the offer: it answers as if there were none', async () => {
  const agent = await readyAgent(city);
  await arrives();
  const offer = await offerAt(agent);
  const other = await someAgent(city);
  const foreign = await other.post(`/api/offers/${offer?.offerId}/decline`);
  const absent = await other.post(`/api/offers/${newId()}/decline`);
  expect(foreign.status).toBe(404);
  expect(foreign.body).toEqual(absent.body);
});

test('a conversation keeps its agent busy until it ends; then comes the wrap-up', async () => {
  const agent = await readyAgent(city);
  const refId = await arrives();
  const waiting = await arrives();
  await accept(agent);
  expect(await stateOf(agent)).toBe('busy');
  expect((await agent.put('/api/agents/me/state', { state: 'break' })).status).toBe(409);
  await finishEntry(city.caller(), { refId });
  expect(await stateOf(agent)).toBe('wrapUp');
  expect(await offerAt(agent)).toBeNull();
  await agent.put('/api/agents/me/state', { state: 'ready' });
  expect(await offerAt(agent)).toMatchObject({ refId: waiting });
});

test('an agent whose console is silent for two minutes is offline; one who talks is not', async () => {
  const silent = await readyAgent(city);
  const alive = await readyAgent(city);
  const talking = await readyAgent(city);
  await arrives();
  const ringing = (await offerAt(silent)) ? silent : (await offerAt(alive)) ? alive : talking;
  await accept(ringing);
  const [lost, kept] = [silent, alive, talking].filter((one) => one !== ringing);
  city.clock.advance({ seconds: 90 });
  await kept?.post('/api/agents/me/sign-of-life');
  city.clock.advance({ seconds: 60 });
  await city.settle();
  expect(lost && (await stateOf(lost))).toBe('offline');
  expect(kept && (await stateOf(kept))).toBe('ready');
  expect(await stateOf(ringing)).toBe('busy');
});

test('an agent who signs out takes no more calls', async () => {
  const agent = await readyAgent(city);
  await inTransaction(city.caller(), ({ journal }) =>
    journal({
      subjectType: 'session',
      subjectId: newId(),
      type: 'session.revoked',
      payload: { userId: agent.id, reason: 'signed_out' },
    }),
  );
  await city.settle();
  expect((await agent.get('/api/agents/me/state')).body).toMatchObject({
    state: 'offline',
    reason: 'signedOut',
  });
  await arrives();
  expect(await offerAt(agent)).toBeNull();
});

test('supervisors see every agent and the queue in order', async () => {
  const agent = await readyAgent(city);
  const refId = await arrives();
  const danger = await arrives({ priority: 9 });
  const supervisor = await someAgent(city, [], 'supervisor');
  expect((await supervisor.get('/api/agents')).body).toMatchObject([
    { agentId: agent.id, state: 'ringing', refId },
  ]);
  const { body } = await supervisor.get('/api/queue');
  expect(body.entries.map((entry: { refId: string }) => entry.refId)).toEqual([danger, refId]);
  await arrives({ channel: 'chat' });
  await arrives({ channel: 'relay' });
  expect((await agent.get('/api/queue/counts')).body).toEqual({ calls: 3, chats: 1 });
  expect((await agent.get('/api/agents')).status).toBe(403);
});

test('whatever agents and callers do at once, no call rings twice and no agent holds two', async () => {
  const agents = await Promise.all([1, 2, 3].map(() => readyAgent(city)));
  const step = fc.record({
    who: fc.nat(2),
    what: fc.constantFrom(
      'arrive',
      'write',
      'accept',
      'accept',
      'decline',
      'leave',
      'finish',
      'ready',
      'wait',
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 12 }), async (steps) => {
      const refs: string[] = [];
      await Promise.all(
        steps.map(async ({ who, what }) => {
          const agent = agents[who];
          if (!agent) return;
          const offer = await offerAt(agent);
          if (what === 'arrive') refs.push(await arrives());
          if (what === 'write') refs.push(await arrives({ channel: 'chat' }));
          if (what === 'accept' && offer) await accept(agent).catch(refused);
          if (what === 'decline' && offer) await agent.post(`/api/offers/${offer.offerId}/decline`);
          if (what === 'leave' && offer) await leaveQueue(city.caller(), { refId: offer.refId });
          if (what === 'finish') {
            const { refId } = (await agent.get('/api/agents/me/state')).body;
            if (refId) await finishEntry(city.caller(), { refId });
          }
          if (what === 'ready') await agent.put('/api/agents/me/state', { state: 'ready' });
          if (what === 'wait') city.clock.advance({ seconds: 7 });
        }),
      );
      await city.settle();
      await checkConsistency();
    }),
    { numRuns: 12 },
  );
}, 60_000);

function refused(error: { code?: string }): void {
  if (error.code !== 'offer_gone' && error.code !== 'not_found') throw error;
}

/** What the rows say of agents, entries and offers must tell one and the same story. */
async function checkConsistency(): Promise<void> {
  const [row] = await city.app.sql<Record<string, number>[]>`
    select
      (select count(*)::int from queue_entry e where state = 'offered' and not exists
        (select from offer o where o.entry_id = e.id and o.state = 'open' and o.agent_id = e.agent_id)
      ) as offered_without_offer,
      (select count(*)::int from offer o where state = 'open' and not exists
        (select from queue_entry e where e.id = o.entry_id and e.state = 'offered')) as stray_offers,
      (select count(*)::int from agent_presence a
        where exists (select from offer o where o.agent_id = a.agent_id and o.state = 'open')
          and state not in ('ringing', 'busy') or state = 'ringing' and not exists
            (select from offer o where o.agent_id = a.agent_id and o.state = 'open')
      ) as wrong_ringing,
      (select count(*)::int from agent_presence a
        where state <> 'busy' and exists (select from queue_entry e
            where e.agent_id = a.agent_id and e.state = 'accepted' and e.medium = 'voice')
          or state = 'busy' and not exists (select from queue_entry e
            where e.agent_id = a.agent_id and e.state = 'accepted')) as wrong_busy,
      (select count(*)::int from queue_entry e, agent_presence a
        where e.state = 'waiting' and a.state = 'ready' and e.skills <@ a.skills) as left_waiting`;
  expect(row).toEqual({
    offered_without_offer: 0,
    stray_offers: 0,
    wrong_ringing: 0,
    wrong_busy: 0,
    left_waiting: 0,
  });
}
