import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { overload } from './io/overload.ts';
import { type ChatCity, type Chatter, chatCity } from './testing/chat-city.ts';

let city: ChatCity;
beforeAll(async () => {
  city = await chatCity();
}, 120_000);
afterAll(() => city?.close());

async function photo(chatter: Chatter): Promise<{ status: number; body: { photoId: string } }> {
  const jpeg = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  const payload = Buffer.concat([
    Buffer.from(
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n',
    ),
    jpeg,
    Buffer.from('\r\n--x--\r\n'),
  ]);
  return chatter.post('/report/photos', payload, {
    'content-type': 'multipart/form-data; boundary=x',
  });
}

describe('a report in the chat', () => {
  test('by words alone: asked for what lacks, shown back, and filed only when confirmed; then tracked', async () => {
    const chatter = await city.chatter();
    expect((await chatter.ask('我要報修')).text).toContain('什麼問題');
    expect((await chatter.ask('路燈不亮')).text).toContain('行政區');
    expect((await chatter.ask('三民區')).text).toContain('地點');
    expect((await chatter.ask('建工路100號前')).text).toContain('情況');
    const shown = await chatter.ask('一直閃，晚上很暗');
    expect(shown).toMatchObject({ outcome: 'answer', reason: 'report' });
    for (const part of ['路燈故障', '三民區', '建工路100號前', '一直閃'])
      expect(shown.text).toContain(part);
    expect((await chatter.view()).filed).toEqual([]);
    const filed = await chatter.ask('確認');
    const [, number] = /(A-TB-\d+-\d+)/.exec(filed.text) ?? [];
    const [, code] = /查詢碼 (\d{6})/.exec(filed.text) ?? [];
    expect((await chatter.view()).filed).toMatchObject([{ number, trackingCode: code }]);

    const other = await city.chatter();
    expect((await other.ask('我要查案件進度')).text).toContain('案件編號');
    expect((await other.ask(String(number))).text).toContain('查詢碼');
    expect((await other.ask('000000')).text).toContain('找不到');
    const told = await other.ask(`${number} ${code}`);
    expect(told).toMatchObject({ outcome: 'answer', reason: 'track' });
    expect(told.text).toContain('處理中');
  });

  test('by the form, with photo and pin; what lacks is named; a second confirmation files nothing', async () => {
    const chatter = await city.chatter();
    const form = {
      typeCode: 'pothole',
      district: '64000050',
      address: '建國三路1號',
      lat: 22.64,
      lng: 120.3,
    };
    expect((await chatter.put(`${chatter.url}/report`, form)).body.missing).toEqual([
      'description',
    ]);
    expect((await chatter.post('/report/confirmation')).body).toMatchObject({
      code: 'report_incomplete',
      field: 'description',
    });
    expect(
      (await chatter.put(`${chatter.url}/report`, { ...form, typeCode: 'nonsense' })).body.field,
    ).toBe('typeCode');
    await chatter.put(`${chatter.url}/report`, { ...form, description: '有個大洞' });
    const added = await photo(chatter);
    expect(added.status).toBe(201);
    expect((await chatter.get(`${chatter.url}/report/photos/${added.body.photoId}`)).status).toBe(
      200,
    );
    expect((await chatter.view()).report).toMatchObject({
      missing: [],
      photos: [{ id: added.body.photoId }],
    });
    const filed = await chatter.post('/report/confirmation');
    expect(filed.status).toBe(200);
    const [count] = await city.app.sql`
      select count(*)::int as n from attachment where case_id = ${filed.body.caseId} and source = 'citizen'`;
    expect(count?.n).toBe(1);
    expect((await chatter.post('/report/confirmation')).body.code).toBe('no_report');
    expect((await chatter.view()).report).toBeNull();
  });

  test('is left when its citizen says so, with its photos', async () => {
    const chatter = await city.chatter();
    await chatter.ask('我要通報坑洞');
    await photo(chatter);
    expect((await chatter.ask('取消')).text).toContain('取消');
    expect((await chatter.view()).report).toBeNull();
  });
});

describe('what is kept', () => {
  test('personal data is blotted out before anything is stored, and its citizen is told', async () => {
    const chatter = await city.chatter();
    const reply = await chatter.ask('我的身分證A123456789，電話0987654321，停車費怎麼繳');
    expect(reply.text).toContain('遮蓋');
    expect((await chatter.view()).messages[0]?.text).not.toMatch(/A123456789|0987654321/);
    await city.settle();
    const rows = await city.app.sql`select payload::text from journal_all`;
    const journal = rows.map(({ payload }) => payload).join();
    for (const private_ of ['A123456789', '0987654321', '停車費怎麼繳'])
      expect(journal).not.toContain(private_);
    const [decision] = await city.app
      .sql`select * from bot_decision where session_id = ${chatter.id}`;
    expect(JSON.stringify(decision)).not.toMatch(/停車費怎麼繳|0987654321/);
  });

  test('a repeat under the same key gets the same answer and is kept once; another text is refused', async () => {
    const chatter = await city.chatter();
    const key = { 'idempotency-key': 'ask-once-1' };
    const first = await chatter.ask('垃圾車幾點來？', key);
    expect(await chatter.ask('垃圾車幾點來？', key)).toEqual(first);
    expect((await chatter.view()).messages).toHaveLength(2);
    const other = await chatter.post('/messages', { text: '別的' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  test('two at once under one key are one message with one answer', async () => {
    const chatter = await city.chatter();
    const key = { 'idempotency-key': 'ask-twice-1' };
    const [a, b] = await Promise.all([chatter.ask('公車動態', key), chatter.ask('公車動態', key)]);
    expect(a).toEqual(b);
    expect((await chatter.view()).messages).toHaveLength(2);
  });

  test('is gone when its citizen wants it gone, and by itself after ninety days', async () => {
    const [one, two] = [await city.chatter(), await city.chatter()];
    for (const chatter of [one, two]) await chatter.ask('台積電今天股價多少');
    expect((await one.del(one.url)).status).toBe(204);
    expect((await one.get(one.url)).status).toBe(404);
    const left = async (id: string) =>
      (
        await city.app.sql`
        select count(*) filter (where m.text_sealed is not null)::int as texts,
          count(*) filter (where d.question_sealed is not null)::int as questions,
          count(*) filter (where c.erased_at is null)::int as keys
        from chat_session s join chat_message m on m.session_id = s.id
        join vault_citizen c on c.id = s.citizen_id
        left join bot_decision d on d.session_id = s.id where s.id = ${id}`
      )[0];
    expect(await left(one.id)).toEqual({ texts: 0, questions: 0, keys: 0 });
    city.clock.advance({ minutes: 61 });
    await city.settle();
    expect((await two.view()).state).toBe('ended');
    city.clock.advance({ hours: 90 * 24 });
    await city.settle();
    expect(await left(two.id)).toEqual({ texts: 0, questions: 0, keys: 0 });
  });
});

describe('too much', () => {
  test('above the chat’s own rate is a 429 with Retry-After, and nothing is stored', async () => {
    const { limits } = city.app.config as { limits: { chat: number } };
    const before = limits.chat;
    limits.chat = 2;
    const chatter = await city.chatter();
    await chatter.ask('你好');
    await chatter.ask('你好');
    const refused = await chatter.post('/messages', { text: '你好' });
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_messages' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    city.clock.advance({ seconds: 60 });
    expect((await chatter.ask('你好')).outcome).toBe('answer');
    limits.chat = before;
  });

  test('under overload chats are shed with 503, but a danger never', async () => {
    const chatter = await city.chatter();
    city.app.services.get(overload).fill(1_000);
    const shed = await chatter.post('/messages', { text: '停車費怎麼繳' });
    expect(shed).toMatchObject({ status: 503, body: { code: 'overloaded' } });
    expect(shed.headers['retry-after']).toBe('5');
    expect((await chatter.ask('失火了')).outcome).toBe('emergency');
    city.app.services.get(overload).fill(-1_000);
    expect((await chatter.ask('停車費怎麼繳')).outcome).not.toBe('emergency');
  });
});

test('another’s chat answers as one that is not there', async () => {
  const [mine, theirs] = [await city.chatter(), await city.chatter()];
  expect((await mine.get(theirs.url)).status).toBe(404);
  expect((await mine.post('x')).status).toBe(404);
  const denied = (await mine.get(`/api/changes?after=0&topics=chat:${theirs.id}`)).body.denied;
  expect(denied).toEqual([`chat:${theirs.id}`]);
});
