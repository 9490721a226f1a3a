import { readyAgent, someAgent, type TestAgent } from '@1999/routing/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ChatCity, chatCity } from './testing/chat-city.ts';

let city: ChatCity;
beforeAll(async () => {
  city = await chatCity();
}, 120_000);
afterAll(() => city?.close());

/** Publishes an entry as supervision does. */
async function publish(id: string, words: object): Promise<void> {
  const editor = await someAgent(city, [], 'supervisor');
  const made = await editor.post('/api/faq-entries', { id, category: '測試', ...words });
  expect(made.status).toBe(201);
  await editor.post(`/api/faq-entries/${id}/submission`);
  expect((await editor.post(`/api/faq-entries/${id}/publication`)).status).toBe(200);
  await city.settle();
}

describe('a question', () => {
  test('is answered with an entry’s own words, cited, in the form everybody relies on', async () => {
    const chatter = await city.chatter();
    const reply = await chatter.ask('路燈不亮要怎麼報修？');
    expect(Object.keys(reply).toSorted()).toEqual([
      'choices',
      'citations',
      'confidence',
      'outcome',
      'text',
    ]);
    expect(reply).toMatchObject({
      outcome: 'answer',
      citations: [{ faqId: 'streetlight-broken', title: '路燈不亮要怎麼報修？' }],
      choices: [],
    });
    const entry = (await chatter.get('/api/faq/streetlight-broken')).body;
    expect(reply.text).toContain(entry.answer);
    for (const { url } of entry.links) expect(reply.text).toContain(url);
    expect(reply.confidence).toBeGreaterThan(0.8);
  });

  test('of which the engine is unsure is answered with choices, and one of them by its number', async () => {
    const chatter = await city.chatter();
    const reply = await chatter.ask('停車');
    expect(reply).toMatchObject({ outcome: 'choices', reason: 'clarify', citations: [] });
    expect(reply.choices.length).toBeGreaterThan(1);
    const picked = await chatter.ask('第二個');
    expect(picked).toMatchObject({ outcome: 'answer', citations: [reply.choices[1]] });
    const pressed = await chatter.ask(reply.choices[0]?.title ?? '');
    expect(pressed).toMatchObject({ outcome: 'answer', citations: [reply.choices[0]] });
  });

  test('whose choices are all wrong is admitted to be unknown, and editors read it as it was asked', async () => {
    const chatter = await city.chatter();
    const asked = '停車的費用忘記了要去哪邊弄';
    expect((await chatter.ask(asked)).outcome).toBe('choices');
    const reply = await chatter.ask('都不是');
    expect(reply).toMatchObject({ outcome: 'handoff', reason: 'out_of_scope', choices: [] });
    const editor = await someAgent(city, [], 'supervisor');
    const found = (await editor.get('/api/bot/questions?kind=unanswered')).body;
    expect(found[0]).toMatchObject({ question: asked, reason: 'out_of_scope' });
    // Said of nothing it is no answer to anything.
    expect((await (await city.chatter()).ask('都不是')).outcome).not.toBe('answer');
  });

  test('that is nothing of ours gets an honest “I do not know”, and nobody is put in the queue', async () => {
    const chatter = await city.chatter();
    const reply = await chatter.ask('台積電今天股價多少');
    expect(reply).toMatchObject({
      outcome: 'handoff',
      reason: 'out_of_scope',
      citations: [],
      choices: [],
    });
    expect((await chatter.view()).state).toBe('bot');
  });

  test('that other bodies handle is answered with the entry that names them', async () => {
    await publish('passport-x', {
      kind: 'referral',
      question: '護照遺失要怎麼補發？',
      answer: '護照由外交部領事事務局辦理，請向該局洽詢。',
    });
    const reply = await (await city.chatter()).ask('護照遺失要怎麼補發');
    expect(reply).toMatchObject({
      outcome: 'answer',
      reason: 'refer',
      citations: [{ faqId: 'passport-x' }],
    });
    expect(reply.text).toContain('領事事務局');
  });

  test('follows on from the one before', async () => {
    const chatter = await city.chatter();
    await chatter.ask('房屋稅怎麼繳、怎麼查？');
    const reply = await chatter.ask('那可以分期嗎');
    expect(['answer', 'choices']).toContain(reply.outcome);
  });

  test.each([
    ['你好', 'small_talk'],
    ['Thank you!', 'small_talk'],
    ['😀😀', 'clarify'],
  ])('“%s” is %s', async (said, reason) => {
    expect((await (await city.chatter()).ask(said)).reason).toBe(reason);
  });

  test('is answered in the language it is asked in', async () => {
    const chatter = await city.chatter({ language: 'zh' });
    expect((await chatter.ask('who are you')).text).toMatch(/1999 assistant/);
    expect((await chatter.ask('你是誰')).text).toMatch(/智能客服/);
    const thai = await chatter.ask('สวัสดีค่ะ ขอถามเรื่องรถเมล์');
    expect(thai).toMatchObject({ outcome: 'handoff', reason: 'person' });
    expect(thai.text).toMatch(/\p{Script=Thai}/u);
  });
});

describe('a danger', () => {
  test.each([
    ['家裡有臭雞蛋味，我頭好暈', '119'],
    ['我不想活了', '1925'],
    ['my husband is beating me', '113'],
    ['Tôi muốn chết', '1925'],
  ])('“%s” is told at once whom to call: %s', async (said, number) => {
    const reply = await (await city.chatter()).ask(said);
    expect(reply).toMatchObject({ outcome: 'emergency', citations: [], confidence: 1 });
    expect(reply.text).toContain(number);
    expect(reply.text).toContain('1999');
  });

  test('is heard in the middle of a report, which goes on, and while a person is waited for', async () => {
    const chatter = await city.chatter();
    await chatter.ask('我要報修路燈');
    expect((await chatter.ask('等一下，電線掉下來冒火花')).outcome).toBe('emergency');
    expect((await chatter.view()).report).toMatchObject({ typeCode: 'streetLight' });
  });
});

describe('“a person, please”', () => {
  const workOff = async (agent: TestAgent) => {
    for (;;) {
      const [offer] = (await agent.get('/api/chats/offers')).body;
      if (!offer) return;
      const { chatId } = (await agent.post(`/api/chats/offers/${offer.offerId}/answer`)).body;
      await agent.post(`/api/chats/${chatId}/end`);
      await agent.post(`/api/chats/${chatId}/wrap-up`, { code: 'enquiryAnswered' });
    }
  };

  test('with nobody on duty leaves a call-back case with the number in the vault', async () => {
    const chatter = await city.chatter();
    const reply = await chatter.ask('我要找真人');
    expect(reply).toMatchObject({ outcome: 'handoff', reason: 'person' });
    expect(await chatter.view()).toMatchObject({ state: 'bot', callBackOffered: true });
    const bad = await chatter.post('/call-back', { phone: '12' });
    expect(bad).toMatchObject({ status: 422, body: { code: 'phone_invalid', field: 'phone' } });
    const left = await chatter.post('/call-back', {
      phone: '0912-345-678',
      name: '王小明',
      about: '停車費問題',
    });
    expect(left.body).toMatchObject({
      number: expect.stringMatching(/^A-TB-/),
      trackingCode: expect.stringMatching(/^\d{6}$/),
    });
    const view = await chatter.view();
    expect(view).toMatchObject({ callBackOffered: false, filed: [left.body] });
    const { app } = city;
    const [row] = await app.sql`select citizen_id from case_file where id = ${left.body.caseId}`;
    expect(await app.vault.masked(app.db, row?.citizen_id)).toMatchObject({
      phone: '09**-***-678',
    });
  });

  test('rings at an agent who speaks the language; they talk both ways; the transcript goes along', async () => {
    const chatter = await city.chatter();
    await chatter.ask('路燈不亮要怎麼報修？');
    const agent = await readyAgent(city, ['zh']);
    const reply = await chatter.ask('客服');
    expect(reply.text).toContain('第 1 位');
    expect(await chatter.view()).toMatchObject({ state: 'waiting', queue: { position: 1 } });
    const [offer] = (await agent.get('/api/chats/offers')).body;
    expect(offer).toMatchObject({ chatId: chatter.id, state: 'waiting', danger: false });
    const taken = await agent.post(`/api/chats/offers/${offer.offerId}/answer`);
    expect(taken.status).toBe(200);
    expect(taken.body.messages.map((one: { from: string }) => one.from)).toEqual([
      'citizen',
      'bot',
      'citizen',
      'system',
      'bot',
      'system',
    ]);
    expect(await chatter.view()).toMatchObject({ state: 'live', agentName: '測試' });

    expect(
      (await agent.post(`/api/chats/${chatter.id}/messages`, { text: '您好，請說' })).body,
    ).toMatchObject({
      from: 'agent',
      text: '您好，請說',
    });
    expect((await chatter.ask('我的電話是0912345678')).outcome).toBe('handoff');
    const seen = (await agent.get(`/api/chats/${chatter.id}?after=6`)).body;
    expect(seen.messages.at(-1)).toMatchObject({ from: 'citizen', text: '我的電話是0912345678' });
    expect((await agent.get('/api/chats')).body).toMatchObject([{ chatId: chatter.id, unseen: 0 }]);

    await chatter.put(`${chatter.url}/typing`, { typing: true });
    expect((await agent.get(`/api/chats/${chatter.id}/typing`)).body).toEqual({
      citizen: true,
      agent: false,
    });
    city.clock.advance({ seconds: 7 });
    expect((await agent.get(`/api/chats/${chatter.id}/typing`)).body.citizen).toBe(false);

    await city.settle();
    const changes = (await chatter.get(`/api/changes?after=0&topics=chat:${chatter.id}`)).body;
    expect(changes.denied).toEqual([]);
    expect(changes.changes.map((one: { type: string }) => one.type)).toContain('chat.taken');

    expect(
      (await agent.post(`/api/chats/${chatter.id}/wrap-up`, { code: 'enquiryAnswered' })).body.code,
    ).toBe('chat_going_on');
    expect((await agent.post(`/api/chats/${chatter.id}/end`)).body.state).toBe('ended');
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('wrapUp');
    expect(
      (await agent.post(`/api/chats/${chatter.id}/wrap-up`, { code: 'recorded', note: '已說明' }))
        .body.note,
    ).toBe('已說明');
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('ready');
    expect((await chatter.post('/messages', { text: '還在嗎' })).body.code).toBe('chat_ended');
    await agent.put('/api/agents/me/state', { state: 'offline' });
  });

  test('a chat with a danger in it goes first', async () => {
    const agent = await readyAgent(city, ['zh']);
    const [first, second] = [await city.chatter(), await city.chatter()];
    const busy = await city.chatter();
    await busy.ask('真人');
    await first.ask('真人');
    await second.ask('我爸爸昏倒了');
    expect((await second.post('/hand-over')).body.queue).toEqual({ position: expect.any(Number) });
    const [offer] = (await agent.get('/api/chats/offers')).body;
    await agent.post(`/api/chats/offers/${offer.offerId}/answer`);
    await agent.post(`/api/chats/${offer.chatId}/end`);
    await agent.post(`/api/chats/${offer.chatId}/wrap-up`, { code: 'enquiryAnswered' });
    const [next] = (await agent.get('/api/chats/offers')).body;
    expect(next).toMatchObject({ chatId: second.id, danger: true });
    await workOff(agent);
    await agent.put('/api/agents/me/state', { state: 'offline' });
  });

  test('who waits may go back to the bot, and nobody is rung any more', async () => {
    const agent = await readyAgent(city, ['zh']);
    const chatter = await city.chatter();
    await chatter.post('/hand-over');
    expect((await agent.get('/api/chats/offers')).body).toHaveLength(1);
    expect((await chatter.del(`${chatter.url}/hand-over`)).body.state).toBe('bot');
    expect((await agent.get('/api/chats/offers')).body).toEqual([]);
    expect((await chatter.ask('謝謝')).reason).toBe('small_talk');
    await agent.put('/api/agents/me/state', { state: 'offline' });
  });

  test('out of hours a call back is offered though agents are there', async () => {
    const agent = await readyAgent(city, ['zh']);
    const supervisor = await someAgent(city, [], 'supervisor');
    const now = city.clock.now().toZonedDateTimeISO('Asia/Taipei');
    const at = (hours: number) => now.add({ hours }).toPlainTime().toString().slice(0, 5);
    expect(
      (await supervisor.put('/api/chat-settings', { hours: { from: at(2), to: at(3) } })).status,
    ).toBe(200);
    const chatter = await city.chatter();
    await chatter.post('/hand-over');
    expect(await chatter.view()).toMatchObject({ state: 'bot', callBackOffered: true });
    await supervisor.put('/api/chat-settings', { hours: null });
    await agent.put('/api/agents/me/state', { state: 'offline' });
  });
});
