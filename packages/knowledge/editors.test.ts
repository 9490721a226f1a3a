import { cases, openContact } from '@1999/cases';
import { directory } from '@1999/directory';
import { channels, messaging } from '@1999/messaging';
import { type Actor, inTransaction, newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { routing } from '@1999/routing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { knowledge } from './index.ts';

let city: TestApp;
let editor: Actor;
let other: Actor;
/** What telephones have received. */
const texts: { to: string; text: string }[] = [];

beforeAll(async () => {
  city = await startTestApp({ modules: [messaging, directory, cases, routing, knowledge] });
  for (const room of [directory, cases]) await room.seedReference?.(city.app);
  editor = await userOf('editor', '編輯甲', 'supervisor');
  other = await userOf('other', '編輯乙', 'admin');
  city.app.services.get(channels).set('sms', {
    send: async (_app, { to, text }) => {
      texts.push({ to, text });
      return { providerRef: newId() };
    },
  });
});
afterAll(() => city.close());

async function userOf(username: string, name: string, role: 'supervisor' | 'admin' | 'agent') {
  const id = newId();
  await city.app.sql`insert into app_user
    (id, username, display_name, role, locale, password_hash, demo, created_at)
    values (${id}, ${username}, ${name}, ${role}, 'zh-Hant-TW', 'x', false, now())`;
  return { kind: 'user', id, role, agencyId: null, sessionId: newId() } satisfies Actor;
}

const anybody = () => city.as({ kind: 'public', id: null });
const desk = () => city.as(editor);
const words = (question: string, more: object = {}) => ({
  question,
  answer: '請攜帶證件辦理。',
  category: '交通',
  ...more,
});
async function published(id: string, question: string, more: object = {}): Promise<void> {
  await desk().post('/api/faq-entries', { id, ...words(question, more) });
  await desk().post(`/api/faq-entries/${id}/submission`);
  expect((await desk().post(`/api/faq-entries/${id}/publication`)).status).toBe(200);
  await city.settle();
}
const idsOf = async (query: string) =>
  (await desk().get(`/api/faq-entries?${query}`)).body.entries.map((row: { id: string }) => row.id);
const eventsOf = (type: string) => city.app.sql<{ payload: object }[]>`
  select payload from journal where type = ${type} order by position`;

describe('the editor’s list', () => {
  test('is searched by words and filtered by state, category, owner and page', async () => {
    await published('list-bus', '公車路線如何查詢？', {
      similar: ['幾路公車會到'],
      tags: ['公車'],
    });
    await desk().post('/api/faq-entries', {
      id: 'list-tree',
      ...words('樹木修剪？', { category: '公園' }),
    });
    expect(await idsOf('q=幾路')).toEqual(['list-bus']);
    expect(await idsOf('q=公車 LIST')).toEqual(['list-bus']);
    expect(await idsOf('q=question')).toEqual([]);
    expect(await idsOf('state=draft&category=公園')).toEqual(['list-tree']);
    expect(await idsOf('owner=nobody')).toEqual([]);
    const { body } = await desk().get('/api/faq-entries?limit=1&offset=1');
    expect(body.total).toBe(2);
    expect(body.entries).toHaveLength(1);
    const facets = (await desk().get('/api/faq-facets')).body;
    expect(facets).toMatchObject({
      categories: ['交通', '公園'],
      states: { draft: 1, published: 1 },
    });
    expect(facets.editors.map(({ name }: { name: string }) => name)).toContain('編輯乙');
  });

  test('an entry is given to somebody else, who must be an editor', async () => {
    const given = await desk().put('/api/faq-entries/list-tree/owner', { ownerId: other.id });
    expect(given.status).toBe(200);
    expect(await idsOf(`owner=${other.id}`)).toEqual(['list-tree']);
    const agent = await userOf('agent-x', '話務', 'agent');
    const wrong = await desk().put('/api/faq-entries/list-tree/owner', { ownerId: agent.id });
    expect(wrong).toMatchObject({ status: 422, body: { field: 'ownerId' } });
    await city.settle();
    expect(await eventsOf('faq.given')).toHaveLength(1);
  });
});

test('each version’s words are kept under the name of who wrote them', async () => {
  await published('ver', '第一版？');
  const edit = { ...words('第二版？'), basedOn: 1 };
  expect((await city.as(other).put('/api/faq-entries/ver', edit)).status).toBe(200);
  const { body } = await desk().get('/api/faq-entries/ver');
  expect(body.versions).toMatchObject([
    { version: 2, by: '編輯乙' },
    { version: 1, by: '編輯甲' },
  ]);
  expect((await desk().get('/api/faq-entries/ver/versions/1')).body.question).toBe('第一版？');
  expect((await desk().get('/api/faq-entries/ver/versions/3')).status).toBe(404);
  expect((await desk().get('/api/faq-entries/none/versions/1')).status).toBe(404);
});

test('an entry whose review date has passed stays public; its owner is told once for each date', async () => {
  const today = city.clock.now().toZonedDateTimeISO('Asia/Taipei').toPlainDate();
  await published('rev', '要再讀一次的？', { reviewBy: today.toString() });
  await city.settle();
  expect(await eventsOf('faq.reviewDue')).toEqual([]);
  expect(await idsOf('reviewDue=true')).toEqual([]);
  const midnight = today.add({ days: 1 }).toZonedDateTime('Asia/Taipei').toInstant();
  city.clock.set(midnight.subtract({ milliseconds: 1 }));
  await city.settle();
  expect(await eventsOf('faq.reviewDue')).toEqual([]);
  city.clock.set(midnight);
  await city.settle();
  await city.settle();
  const told = [{ payload: { key: 'rev', version: 1, ownerId: editor.id } }];
  expect(await eventsOf('faq.reviewDue')).toMatchObject(told);
  expect((await anybody().get('/api/faq/rev')).status).toBe(200);
  expect(await idsOf('reviewDue=true')).toEqual(['rev']);
  expect((await desk().get('/api/faq-facets')).body).toMatchObject({
    reviewDue: 1,
    waiting: { expired: 0, reviewDue: 1 },
  });
  expect((await city.as(other).get('/api/faq-facets')).body).toMatchObject({
    waiting: { reviewDue: 0 },
  });

  const next = {
    ...words('讀過了？', { reviewBy: today.add({ days: 1 }).toString() }),
    basedOn: 1,
  };
  await desk().put('/api/faq-entries/rev', next);
  await desk().post('/api/faq-entries/rev/submission');
  await desk().post('/api/faq-entries/rev/publication');
  await city.settle();
  expect(await eventsOf('faq.reviewDue')).toHaveLength(1);
  city.clock.set(midnight.add({ hours: 24 }));
  await city.settle();
  expect(await eventsOf('faq.reviewDue')).toHaveLength(2);
});

test('a trial says what would be answered, and by which words', async () => {
  await published('try', '垃圾車什麼時候來？', { similar: ['清潔隊幾點收垃圾'] });
  const { body } = await desk().get('/api/faq-trial?q=收垃圾的時間');
  expect(body.hits[0]).toMatchObject({ faqId: 'try', title: '垃圾車什麼時候來？' });
  expect(body.hits[0].terms).toContainEqual(
    expect.objectContaining({ term: '收垃', said: true, where: ['similar'] }),
  );
  expect(body.confidence).toBeGreaterThan(0);
  expect((await desk().get('/api/faq-trial?q=')).status).toBe(400);
});

describe('what everybody sees', () => {
  test('entries by category, and an agency by its name', async () => {
    await published('cat', '腳踏車可以上捷運嗎？', { category: '捷運', agency: 'transport' });
    expect((await anybody().get('/api/faq-categories')).body).toContainEqual({
      category: '捷運',
      count: 1,
    });
    const list = (await anybody().get('/api/faq?category=捷運')).body;
    expect(list).toMatchObject({ total: 1, entries: [{ faqId: 'cat' }] });
    const view = (await anybody().get('/api/faq/cat')).body;
    expect(view.agencyName.zh).toMatch(/交通局/);
  });

  test('a reader says whether it helped; nobody’s name is kept', async () => {
    await published('rate', '有用嗎？');
    for (const helpful of [true, true, false]) {
      expect((await anybody().post('/api/faq/rate/ratings', { helpful })).status).toBe(201);
    }
    const key = { 'idempotency-key': 'one-thumb' };
    await anybody().post('/api/faq/rate/ratings', { helpful: true }, key);
    await anybody().post('/api/faq/rate/ratings', { helpful: true }, key);
    expect((await desk().get('/api/faq-entries/rate')).body.ratings).toEqual({
      helpful: 3,
      unhelpful: 1,
    });
    await city.settle();
    expect((await eventsOf('faq.rated'))[0]?.payload).toEqual({
      key: 'rate',
      version: 1,
      helpful: true,
    });
    expect((await anybody().post('/api/faq/none/ratings', { helpful: true })).status).toBe(404);
  });
});

describe('an import from the screen', () => {
  const lines = (...all: unknown[]) =>
    all.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');
  const text = lines(
    { id: 'file-1', ...words('檔案一？') },
    'not json',
    { id: 'file-2', ...words('檔案二？'), category: '' },
    { id: 'file-1', ...words('檔案一？') },
    {
      id: 'file-3',
      ...words('檔案三？', { validFrom: '2030-01-02T00:00:00Z', validTo: '2030-01-01T00:00:00Z' }),
    },
  );

  test('tried out says what would be done, and does nothing', async () => {
    const { body } = await desk().post('/api/faq-import', { text, trial: true, replace: true });
    expect(body).toMatchObject({ created: 1, changed: 0 });
    expect(body.withdrawn).toBeGreaterThan(1);
    expect(body.refused).toMatchObject([
      { line: 2, code: 'not_json' },
      { line: 3, id: 'file-2', code: 'invalid', field: 'category' },
      { line: 4, code: 'same_id' },
      { line: 5, code: 'ends_before_it_begins' },
    ]);
    await city.settle();
    expect((await anybody().get('/api/faq/file-1')).status).toBe(404);
    expect((await anybody().get('/api/faq/rate')).status).toBe(200);
  });

  test('publishes what is right, and the export gives it back', async () => {
    const { body } = await desk().post('/api/faq-import', { text });
    expect(body).toMatchObject({ created: 1, withdrawn: 0 });
    await city.settle();
    expect((await anybody().get('/api/faq/file-1')).body.question).toBe('檔案一？');
    const file = await desk().get('/api/faq-export');
    expect(file.headers['content-type']).toContain('x-ndjson');
    const again = await desk().post('/api/faq-import', { text: file.body, replace: true });
    expect(again.body).toMatchObject({ created: 0, changed: 0, withdrawn: 0, refused: [] });
    expect((await desk().get('/api/faq-entries/file-1')).body.versions[0].by).toBe('編輯甲');
  });

  test('a file with nothing right in it changes nothing', async () => {
    const { body } = await desk().post('/api/faq-import', { text: '{}', replace: true });
    expect(body).toMatchObject({ created: 0, withdrawn: 0, refused: [{ line: 1 }] });
  });
});

describe('an agent on a call', () => {
  let agent: Actor & { id: string };
  const callId = newId();
  const callWithoutNumber = newId();
  beforeAll(async () => {
    agent = await userOf('agent-a', '話務甲', 'agent');
    const caller = city.caller();
    const [known, unknown] = await inTransaction(caller, async ({ tx, now }) => [
      await city.app.vault.citizenByPhone(tx, '+886912345678', now),
      await city.app.vault.newCitizen(tx, now),
    ]);
    for (const [refId, citizenId] of [
      [callId, known],
      [callWithoutNumber, unknown],
    ] as const) {
      await openContact(caller, { channel: 'phone', refType: 'call', refId, citizenId });
    }
    for (const refId of [callId, callWithoutNumber]) {
      await city.app.sql`insert into queue_entry
        (id, channel, medium, ref_id, language, priority, state, queued_at, rank_at, looked_at,
          agent_id, accepted_at, ended_at)
        values (${newId()}, 'phone', 'voice', ${refId}, 'zh', 0, 'finished', now(), now(), now(), ${agent.id}, now(), now())`;
    }
    await published('sms', '如何申請路邊停車格？', { answer: '向交通局申請。'.repeat(40) });
  });

  test('sends an entry’s own excerpt and link to the caller, once', async () => {
    const key = { 'idempotency-key': 'one-text' };
    const send = () => city.as(agent).post(`/api/calls/${callId}/faq-texts`, { faqId: 'sms' }, key);
    expect(await send()).toMatchObject({
      status: 202,
      body: { phone: expect.stringContaining('*') },
    });
    expect((await send()).status).toBe(202);
    await city.settle();
    expect(texts).toHaveLength(1);
    expect(texts[0]?.to).toBe('+886912345678');
    expect(texts[0]?.text).toMatch(/如何申請路邊停車格？\n向交通局申請。.*\nhttp.*\/faq\/sms$/s);
    const [event] = await eventsOf('faq.texted');
    expect(event?.payload).toMatchObject({ key: 'sms', version: 1 });
    expect(JSON.stringify(event)).not.toContain('0912');
  });

  test('not to another’s caller, not without a number, not what is not public', async () => {
    const stranger = await userOf('agent-b', '話務乙', 'agent');
    const foreign = await city
      .as(stranger)
      .post(`/api/calls/${callId}/faq-texts`, { faqId: 'sms' });
    const absent = await city
      .as(stranger)
      .post(`/api/calls/${newId()}/faq-texts`, { faqId: 'sms' });
    expect(foreign).toMatchObject({ status: 404, body: absent.body });
    expect(
      (await city.as(agent).post(`/api/calls/${callId}/faq-texts`, { faqId: 'none' })).status,
    ).toBe(404);
    const silent = await city
      .as(agent)
      .post(`/api/calls/${callWithoutNumber}/faq-texts`, { faqId: 'sms' });
    expect(silent).toMatchObject({ status: 409, body: { code: 'no_telephone' } });
  });

  test('is offered likely types and entries for what is being written', async () => {
    const { body } = await city
      .as(agent)
      .post('/api/assist', { text: '路邊停車格怎麼申請，還有車子停在紅線上擋住出入口' });
    expect(body.types[0]).toMatchObject({ code: 'illegalParking' });
    expect(body.entries[0]).toMatchObject({ faqId: 'sms' });
    const nothing = await city.as(agent).post('/api/assist', { text: '謝謝' });
    expect(nothing.body).toEqual({ types: [], entries: [] });
  });
});
