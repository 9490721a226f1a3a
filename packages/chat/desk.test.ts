import { LOST_AFTER_SECONDS, RING_SECONDS } from '@1999/routing/contract';
import { readyAgent, someAgent, type TestAgent } from '@1999/routing/testing';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChatCity, type Chatter, chatCity } from './testing/chat-city.ts';

let city: ChatCity;
beforeEach(async () => {
  city = await chatCity();
}, 120_000);
afterEach(() => city?.close());

const ringing = async (agent: TestAgent) => (await agent.get('/api/chats/offers')).body[0] ?? null;
const answer = async (agent: TestAgent) => {
  const offer = await ringing(agent);
  if (!offer) throw new Error('nothing rings');
  return (await agent.post(`/api/chats/offers/${offer.offerId}/answer`)).body;
};
const choose = (agent: TestAgent, state: string) => agent.put('/api/agents/me/state', { state });
const write = (agent: TestAgent, chat: Chatter, text: string) =>
  agent.post(`/api/chats/${chat.id}/messages`, { text });
const handOn = (agent: TestAgent, chat: Chatter, body: object) =>
  agent.post(`/api/chats/${chat.id}/hand-on`, body);
const notices = async (chat: Chatter) =>
  (await chat.view()).messages.flatMap(({ notice }) => notice ?? []);
const pass = async (seconds: number) => {
  city.clock.advance({ seconds });
  await city.settle();
};
/** What the agent's console heard live, by type. */
const heard = async (agent: TestAgent) => {
  await city.settle();
  const { body } = await agent.get(`/api/changes?after=0&topics=agent:${agent.id}`);
  return body.changes.map(({ type }: { type: string }) => type);
};

describe('an agent who is gone', () => {
  /** A chat that an agent has taken and answered. */
  async function taken() {
    const agent = await readyAgent(city);
    const chat = await city.chatter();
    await chat.ask('路燈不亮要怎麼報修？');
    await chat.post('/hand-over');
    await answer(agent);
    await write(agent, chat, '您好，請問燈桿編號？');
    return { agent, chat };
  }

  test('on a break: the chat waits at its old age, its citizen is told, another sees everything', async () => {
    const { agent, chat } = await taken();
    const { queuedAt } = (await agent.get(`/api/chats/${chat.id}`)).body;
    city.clock.advance({ seconds: 90 });
    const later = await city.chatter();
    await later.post('/hand-over');
    await agent.post(`/api/offers/${(await ringing(agent)).offerId}/decline`);
    expect((await choose(agent, 'break')).status).toBe(200);
    await city.settle();
    expect(await chat.view()).toMatchObject({ state: 'waiting', queue: { position: 1 } });
    expect((await chat.view()).agentName).toBeNull();
    expect((await notices(chat)).at(-1)).toBe('requeued');
    expect((await write(agent, chat, '還在')).status).toBe(404);
    expect((await agent.get(`/api/chats/${chat.id}`)).status).toBe(404);
    expect(await heard(agent)).toContain('chat.requeued');

    await chat.ask('燈桿是 A123');
    const other = await readyAgent(city);
    const view = await answer(other);
    expect(view).toMatchObject({ chatId: chat.id, queuedAt, agentId: other.id, state: 'live' });
    expect(view.messages.map(({ text, notice }: Record<string, string>) => text ?? notice)).toEqual(
      expect.arrayContaining(['路燈不亮要怎麼報修？', '您好，請問燈桿編號？', '燈桿是 A123']),
    );
    expect(await chat.view()).toMatchObject({ state: 'live' });
  });

  test('without a sign of life, or signed out: the same', async () => {
    const { agent, chat } = await taken();
    await pass(LOST_AFTER_SECONDS);
    expect(await chat.view()).toMatchObject({ state: 'waiting' });
    expect((await agent.get('/api/agents/me/state')).body).toMatchObject({ state: 'offline' });
    const other = await readyAgent(city);
    expect(await answer(other)).toMatchObject({ chatId: chat.id });
    expect(await notices(chat)).toEqual(['queued', 'joined', 'requeued', 'joined']);
  });

  test('and back before anybody noticed takes the chat up again, once', async () => {
    const { agent, chat } = await taken();
    await choose(agent, 'break');
    await choose(agent, 'ready');
    // The chat's own room has not heard yet that it was given back.
    expect(await answer(agent)).toMatchObject({ chatId: chat.id, state: 'live' });
    await city.settle();
    expect(await chat.view()).toMatchObject({ state: 'live' });
    expect((await write(agent, chat, '我回來了')).status).toBe(200);
  });

  test('a chat that is ended in that moment waits for nobody', async () => {
    const { agent, chat } = await taken();
    await choose(agent, 'break');
    expect((await agent.post(`/api/chats/${chat.id}/end`)).body.state).toBe('ended');
    await city.settle();
    expect(await ringing(await readyAgent(city))).toBeNull();
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('break');
  });

  test('a chat not accepted in time goes to the next, and who did not answer pauses', async () => {
    const silent = await readyAgent(city);
    const chat = await city.chatter();
    await chat.post('/hand-over');
    const next = await readyAgent(city);
    expect(await ringing(silent)).toMatchObject({ chatId: chat.id });
    await pass(RING_SECONDS);
    expect((await silent.get('/api/agents/me/state')).body.state).toBe('notAnswering');
    expect(await answer(next)).toMatchObject({ chatId: chat.id });
  });
});

describe('handing on', () => {
  test('a colleague with room is asked; the citizen is told; the giver has nothing to wrap up', async () => {
    const giver = await readyAgent(city);
    const chat = await city.chatter();
    await chat.post('/hand-over');
    await answer(giver);
    const [to, away] = [await readyAgent(city), await someAgent(city)];
    const colleagues = (await giver.get(`/api/chats/${chat.id}/colleagues`)).body;
    expect(colleagues).toEqual([{ agentId: to.id, name: '測試', hasRoom: true, speaksIt: true }]);
    expect((await handOn(giver, chat, { to: 'agent', agentId: away.id })).body.code).toBe(
      'agent_not_free',
    );
    expect(await chat.view()).toMatchObject({ state: 'live' });
    expect((await handOn(giver, chat, { to: 'agent', agentId: to.id })).status).toBe(204);
    expect((await giver.get('/api/agents/me/state')).body.state).toBe('ready');
    expect(await ringing(giver)).toBeNull();
    expect(await answer(to)).toMatchObject({ chatId: chat.id });
    expect(await notices(chat)).toEqual(['queued', 'joined', 'handedOn', 'joined']);
    expect(await heard(giver)).toContain('chat.handedOn');
  });

  test('with a note, which the next agent reads and the citizen does not', async () => {
    const giver = await readyAgent(city);
    const chat = await city.chatter();
    await chat.post('/hand-over');
    await answer(giver);
    const next = await readyAgent(city);
    const note = '王先生已查過兩次，請直接回覆工程單位的答覆。';
    const body = { to: 'agent', agentId: next.id, note };
    expect((await handOn(giver, chat, { ...body, note: '  ' })).body).toMatchObject({
      field: 'note',
    });
    expect((await handOn(giver, chat, { to: 'bot', note })).status).toBe(400);
    expect((await handOn(giver, chat, body)).status).toBe(204);
    await answer(next);
    const seen = (await next.get(`/api/chats/${chat.id}`)).body;
    const handedOn = seen.messages.find(({ notice }: { notice: string }) => notice === 'handedOn');
    expect(seen.notes).toMatchObject([{ text: note, agentName: '測試', afterSeq: handedOn.seq }]);
    expect(JSON.stringify(await chat.view())).not.toContain('王先生');
    expect((await giver.get(`/api/chats/${chat.id}`)).status).toBe(404);
    const rows = await city.app.sql`select payload from journal_all where subject_id = ${chat.id}`;
    expect(JSON.stringify(rows)).not.toContain('王先生');
    expect(rows).toContainEqual({ payload: expect.objectContaining({ noted: true }) });
    const [kept] = await city.app.sql`select text_sealed from chat_note`;
    expect(Buffer.from(kept?.text_sealed).includes(Buffer.from(note))).toBe(false);
    await next.post(`/api/chats/${chat.id}/end`);
    await chat.del(chat.url);
    expect(await city.app.sql`select 1 from chat_note where text_sealed is not null`).toEqual([]);
  });

  test('back to the bot, which answers again; a relay has none', async () => {
    const agent = await readyAgent(city);
    const chat = await city.chatter();
    await chat.post('/hand-over');
    await answer(agent);
    expect((await handOn(agent, chat, { to: 'bot' })).status).toBe(204);
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('ready');
    expect((await chat.ask('路燈不亮要怎麼報修？')).outcome).toBe('answer');
    const relay = await city.chatter({ kind: 'relay' });
    await answer(agent);
    expect((await handOn(agent, relay, { to: 'bot' })).body.code).toBe('relay_has_no_bot');
  });
});

describe('text relay', () => {
  test('skips the bot and stands among the calls, dangers first, also with nobody at work', async () => {
    const supervisor = await someAgent(city, [], 'supervisor');
    const hours = { from: '00:00', to: '00:01' };
    await supervisor.put('/api/chat-settings', { hours });
    const relay = await city.chatter({ kind: 'relay' });
    expect(await relay.view()).toMatchObject({
      kind: 'relay',
      state: 'waiting',
      queue: { position: 1 },
      callBackOffered: true,
    });
    city.clock.advance({ seconds: 5 });
    const urgent = await city.chatter({ kind: 'relay', danger: true });
    const reply = await relay.ask('我聽不到，家門口的路燈壞了');
    expect(reply).toMatchObject({ outcome: 'handoff', reason: 'person' });
    expect((await relay.view()).messages.map(({ from }) => from)).toEqual(['system', 'citizen']);
    const agent = await readyAgent(city);
    expect(await ringing(agent)).toMatchObject({ chatId: urgent.id, kind: 'relay', danger: true });
    const { entries } = (await supervisor.get('/api/queue')).body;
    expect(entries.map(({ channel }: { channel: string }) => channel)).toEqual(['relay', 'relay']);
  });

  test('a danger that is told of while waiting moves it to the front', async () => {
    const first = await city.chatter({ kind: 'relay' });
    city.clock.advance({ seconds: 5 });
    const second = await city.chatter({ kind: 'relay' });
    expect((await second.view()).queue).toEqual({ position: 2 });
    expect((await second.ask('我家失火了')).outcome).toBe('emergency');
    expect((await second.view()).queue).toEqual({ position: 1 });
    expect((await first.view()).queue).toEqual({ position: 2 });
  });

  test('counts as a contact of its own channel', async () => {
    const relay = await city.chatter({ kind: 'relay' });
    const [row] = await city.app.sql`
      select c.channel from contact c join chat_session s on s.contact_id = c.id
      where s.id = ${relay.id}`;
    expect(row?.channel).toBe('relay');
  });
});

test('whoever has waited long may leave a number, and waits no more', async () => {
  const supervisor = await someAgent(city, [], 'supervisor');
  await supervisor.put('/api/chat-settings', { hours: null, callBackAfterSeconds: 120 });
  await someAgent(city);
  const busy = await readyAgent(city, ['en']);
  const chat = await city.chatter();
  await chat.post('/hand-over');
  expect(await chat.view()).toMatchObject({ state: 'waiting', callBackOffered: false });
  city.clock.advance({ seconds: 120 });
  expect(await chat.view()).toMatchObject({ state: 'waiting', callBackOffered: true });
  const left = await chat.post('/call-back', { phone: '0912-345-678' });
  expect(left.body.number).toMatch(/^A-TB-/);
  expect(await chat.view()).toMatchObject({ state: 'bot', callBackOffered: false });
  expect((await busy.get('/api/queue')).body.waiting).toBe(0);
});

describe('the case of a chat', () => {
  async function reporting() {
    const agent = await readyAgent(city);
    const chat = await city.chatter();
    await chat.ask('我要報修三民區建工路100號前的路燈不亮');
    const jpeg = await sharp({
      create: { width: 60, height: 40, channels: 3, background: '#555' },
    })
      .jpeg()
      .toBuffer();
    const body = Buffer.concat([
      Buffer.from(
        '--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n',
      ),
      jpeg,
      Buffer.from('\r\n--x--\r\n'),
    ]);
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await chat.post('/report/photos', body, type)).status).toBe(201);
    await chat.post('/hand-over');
    return { agent, chat, view: await answer(agent) };
  }

  test('opened by the agent from the draft takes its photos along, and the citizen gets the number', async () => {
    const { agent, chat, view } = await reporting();
    expect(view.report).toMatchObject({ typeCode: 'streetLight', photos: [{ width: 60 }] });
    const photo = `/api/chats/${chat.id}/photos/${view.report.photos[0].id}`;
    expect((await agent.get(photo)).headers['content-type']).toBe('image/jpeg');
    expect((await (await someAgent(city)).get(photo)).status).toBe(404);
    const opened = await agent.post('/api/cases', {
      contactId: view.contactId,
      typeCode: 'streetLight',
      place: { district: view.report.district, address: view.report.address },
      description: '路燈不亮',
    });
    expect(opened.status).toBe(201);
    await city.settle();
    const told = await chat.view();
    expect(told.filed).toMatchObject([
      { number: opened.body.number, trackingCode: expect.stringMatching(/^\d{6}$/) },
    ]);
    expect(told.report).toBeNull();
    expect(await notices(chat)).toContain('filed');
    const recorded = (await agent.get(`/api/cases/${opened.body.caseId}`)).body;
    expect(recorded.attachments).toHaveLength(1);
    expect((await agent.get(`/api/chats/${chat.id}`)).body.filed).toEqual([
      { caseId: opened.body.caseId, number: opened.body.number },
    ]);
  });

  test('a chat ends under one of the codes that calls are filed under', async () => {
    const { agent, chat } = await reporting();
    await agent.post(`/api/chats/${chat.id}/end`);
    const wrapUp = (code: string) => agent.post(`/api/chats/${chat.id}/wrap-up`, { code });
    expect(await wrapUp('nothing')).toMatchObject({ status: 422, body: { code: 'unknown_code' } });
    expect((await wrapUp('recorded')).body).toMatchObject({ wrapUpCode: 'recorded' });
    expect((await wrapUp('recorded')).body.code).toBe('already_wrapped');
  });
});
