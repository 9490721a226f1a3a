import type { TestApp } from '@1999/platform/testing';
import { readyAgent, someAgent, type TestAgent } from '@1999/routing/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { IvrFlow } from './contract/ivr.ts';
import { standardFlow } from './domain/ivr/standard-flow.ts';
import { commandCall } from './test/command.ts';
import { type Outside, startOutside } from './test/outside.ts';
import { rowOf, startPhoneCity } from './test/phone-city.ts';
import { PhoneLine, send, webhook } from './test/phone-line.ts';

let carrier: Outside;
let dialled: string;
let city: TestApp;
let boss: TestAgent;
beforeAll(async () => {
  carrier = await startOutside(({ method, path, body }) => {
    if (path.endsWith('/Calls.json') && method === 'POST') dialled = body;
    if (path.endsWith('.wav')) return { body: 'RIFF' };
    return { body: { sid: `CA${'d'.repeat(32)}`, status: 'in-progress' } };
  });
});
afterAll(() => carrier.close());
beforeEach(async () => {
  dialled = '';
  city = await startPhoneCity(carrier);
  boss = await someAgent(city, [], 'supervisor');
});
afterEach(() => city.close());

const takes = async (agent: TestAgent) => {
  const { offer } = (await agent.get('/api/offers/current')).body;
  await agent.post(`/api/offers/${offer.offerId}/answer`);
  return offer;
};
const shortFlow: IvrFlow = {
  start: 'welcome',
  danger: 'queue',
  steps: {
    welcome: {
      do: 'say',
      prompts: [{ zh: '水利局專線，您好。', en: 'Water bureau, hello.' }],
      incident: true,
      next: 'queue',
    },
    queue: { do: 'queue' },
  },
};

describe('a call flow', () => {
  test('is published for later; calls hear the one in force when they arrive, to their end', async () => {
    const validFrom = city.clock.now().add({ hours: 1 }).toString();
    const body = { flow: shortFlow, validFrom, note: '水災專用' };
    expect((await boss.post('/api/ivr/flows', body)).status).toBe(200);
    const early = await new PhoneLine(city).dial();
    expect(early.heard).toContain('國語請按一');
    expect(early.heard).toContain('Tiếng Việt, bấm phím 5.');
    city.clock.advance({ hours: 1 });
    await early.press('1');
    expect(early.heard).toContain('危險狀況');
    const late = await new PhoneLine(city, '+886911111111').dial();
    expect(late.heard).toContain('水利局專線');
    expect(await rowOf(city, late.sid)).toMatchObject({ state: 'queued', topic: 'enquiry' });
    const [newest, standard] = (await boss.get('/api/ivr/flows')).body;
    expect([newest.inForce, standard.version, standard.inForce]).toEqual([true, 0, false]);
  });

  test('that would leave a caller without a way on is refused, and says where', async () => {
    const steps = { ...standardFlow.steps, greeting: { ...shortFlow.steps.welcome, next: 'away' } };
    const flow = { ...standardFlow, steps };
    const refused = await boss.post('/api/ivr/flows', { flow, note: 'x' });
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { code: 'flow_broken', field: 'flow.steps.greeting' },
    ]);
    const { body } = await boss.post('/api/ivr/preview', { flow, keys: [] });
    expect(body.problems).toMatchObject([{ step: 'greeting', code: 'unknownStep' }]);
    const past = { flow: shortFlow, note: 'x', validFrom: '2000-01-01T00:00:00Z' };
    expect((await boss.post('/api/ivr/flows', past)).body.field).toBe('validFrom');
  });

  test('is heard beforehand, key by key', async () => {
    const facts = { expectedWaitSeconds: 900 };
    const { body } = await boss.post('/api/ivr/preview', {
      flow: standardFlow,
      keys: ['5', '-', '2', '1'],
      facts,
    });
    expect(body.turns.map(({ step, key }: { step: string; key: string }) => [step, key])).toEqual([
      ['language', '5'],
      ['topic', '-'],
      ['topic', '2'],
      ['offer', '1'],
      ['offer', null],
    ]);
    expect(body).toMatchObject({ arrivedAt: 'goodbye', language: 'vi', topic: 'report' });
  });
});

test('in typhoon mode everybody hears the notice, until it is over', async () => {
  const notice = {
    zh: '颱風期間，非緊急案件請改用網路通報。',
    en: 'Typhoon: please report online.',
  };
  const until = city.clock.now().add({ hours: 6 }).toString();
  expect((await boss.put('/api/ivr/incident', { notice, until })).status).toBe(200);
  expect((await boss.get('/api/ivr/incident')).body.incident).toMatchObject({ notice });
  expect((await new PhoneLine(city).dial()).heard).toContain('颱風期間');
  await boss.del('/api/ivr/incident');
  city.clock.advance({ seconds: 3 });
  expect((await new PhoneLine(city).dial()).heard).not.toContain('颱風期間');
  const late = { notice, until: '2000-01-01T00:00:00Z' };
  expect((await boss.put('/api/ivr/incident', late)).body.code).toBe('until_past');
});

test('a nuisance caller is not served until the time is over or somebody lifts it', async () => {
  const first = await new PhoneLine(city).dial();
  const { id: callId } = await rowOf(city, first.sid);
  const listed = await boss.post('/api/nuisance', { callId, reason: '反覆辱罵', days: 7 });
  expect(listed.status).toBe(200);
  const again = await new PhoneLine(city).dial();
  expect(again.heard).toContain('請立刻撥打119');
  expect(again.heard).toContain('<Hangup');
  expect((await new PhoneLine(city, '+886911111111').dial()).heard).toContain('國語請按一');
  const twice = await boss.post('/api/nuisance', { callId, reason: 'x', days: 7 });
  expect(twice.body.code).toBe('already_listed');
  expect((await boss.get('/api/nuisance')).body).toMatchObject([{ reason: '反覆辱罵' }]);
  await boss.del(`/api/nuisance/${listed.body.nuisanceId}`);
  expect((await new PhoneLine(city).dial()).heard).toContain('國語請按一');
  const trail = await city.app.sql`
    select type from journal_all where type like 'nuisance.%' order by position nulls last, seq`;
  expect(trail.map(({ type }) => type)).toEqual(['nuisance.added', 'nuisance.lifted']);
});

// Many steps each: on a loaded machine they need longer than a rule does.
describe('who waits long', { timeout: 60_000 }, () => {
  const waitsLong = async () => {
    for (let n = 0; n < 4; n++) {
      const other = await new PhoneLine(city, `+88692222222${n}`).dial();
      await (await other.press('1')).press('1');
    }
    city.clock.advance({ seconds: 3 });
    const line = await new PhoneLine(city).dial();
    await (await line.press('1')).press('2');
    return line;
  };

  test('is told the wait, may ask to be called back, and keeps the place', async () => {
    const line = await waitsLong();
    expect(line.heard).toContain('依您的順位回電，請按一');
    await line.press('1');
    expect(line.heard).toContain('我們會依您的順位儘快回電');
    await line.hangUp();
    expect(await rowOf(city, line.sid)).toMatchObject({ state: 'ended', end_reason: 'callback' });
    await city.settle();
    const later = await new PhoneLine(city, '+886933333333').dial();
    await (await (await later.press('1')).press('2')).press('2');
    const { entries } = (await boss.get('/api/queue')).body;
    expect(entries).toHaveLength(6);
    const [mine] = await city.app.sql`select id from call where direction = 'outbound'`;
    expect(entries.findIndex(({ refId }: { refId: string }) => refId === mine?.id)).toBe(4);
  });

  test('is rung when an agent has taken the offer; not picked up, it is tried again later', async () => {
    const line = await waitsLong();
    await line.press('1');
    await line.hangUp();
    await city.app
      .sql`update queue_entry set state = 'left', ended_at = now() where state = 'waiting'`;
    await city.settle();
    const agent = await readyAgent(city);
    const offer = await takes(agent);
    expect(offer).toMatchObject({ purpose: 'callback', topic: 'report' });
    await city.settle();
    expect(dialled).toContain('%2B886912345678');
    const sid = `CA${'d'.repeat(32)}`;
    const status = (CallStatus: string, callSid = sid) =>
      send(city, webhook(`callback-status?call=${offer.callId}`, { CallSid: callSid, CallStatus }));
    await status('no-answer');
    await status('no-answer');
    expect((await agent.get('/api/calls/current')).body.call).toMatchObject({
      endReason: 'noAnswer',
    });
    await agent.post(`/api/calls/${offer.callId}/wrap-up`, { code: 'other' });
    city.clock.advance({ seconds: 301 });
    await city.settle();
    await agent.put('/api/agents/me/state', { state: 'ready' });
    const second = await takes(agent);
    expect(second).toMatchObject({ purpose: 'callback' });
    const joins = await send(city, webhook(`callback?call=${second.callId}`, { CallSid: 'CA2' }));
    expect(joins.body).toContain(`>${second.callId}</Conference>`);
    await commandCall(agent, second.callId, { type: 'endCall' });
    const [row] = await city.app.sql`select state, attempts from callback`;
    expect(row).toEqual({ state: 'done', attempts: 2 });
  });

  test('beyond an hour leaves a message, and is called back', async () => {
    const agent = await someAgent(city);
    await city.app.sql`insert into ivr_flow (valid_from, flow, note, published_at)
      select now() - interval '1 year', ${city.app.sql.json({
        ...standardFlow,
        start: 'message',
      } as never)}, 'x', now()`;
    const line = await new PhoneLine(city).dial();
    expect(line.heard).toContain('<Record');
    await line.press();
    expect(line.heard).toContain('感謝您的來電');
    const RecordingSid = `RE${'1'.repeat(32)}`;
    const [row] = await city.app.sql`select id from call`;
    const hook = webhook(`message?call=${row?.id}`, { RecordingSid, RecordingDuration: '12' });
    for (const _ of [1, 2]) expect((await send(city, hook)).status).toBe(204);
    await line.hangUp();
    expect(await rowOf(city, line.sid)).toMatchObject({ end_reason: 'message' });
    const [kept] = (await boss.get(`/api/calls/${row?.id}/recordings`)).body;
    expect(kept).toMatchObject({ kind: 'message', files: [{ durationMs: 12_000 }] });
    const url = `/api/recordings/${kept.recordingId}/audio?purpose=message`;
    expect((await boss.get(url)).status).toBe(200);
    expect((await agent.get(url)).status).toBe(403);
    const heard = await city.app.sql`
      select payload from journal_all where type = 'recording.played'`;
    expect(heard).toMatchObject([{ payload: { by: boss.id, purpose: 'message' } }]);
    await city.settle();
    await agent.put('/api/agents/me/state', { state: 'ready' });
    expect(await takes(agent)).toMatchObject({ purpose: 'callback' });
    city.clock.advance({ hours: 24 * 180 + 1 });
    await city.settle();
    expect(carrier.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect((await boss.get(url)).status).toBe(404);
  });
});

describe('a danger whose line drops before anything is recorded', () => {
  const talking = async () => {
    const agent = await readyAgent(city);
    const line = await (await new PhoneLine(city).dial()).press('9');
    const offer = await takes(agent);
    return { agent, line, callId: offer.callId as string };
  };

  test('is called back at once, and rings at the same agent first', async () => {
    const { agent, line } = await talking();
    await readyAgent(city);
    await line.hangUp();
    expect((await agent.get('/api/agents/me/state')).body.state).toBe('wrapUp');
    await city.settle();
    const { offer } = (await agent.get('/api/offers/current')).body;
    expect(offer).toMatchObject({ purpose: 'callback', danger: true });
  });

  test('ended by the agent is not called back', async () => {
    const { agent, callId } = await talking();
    await commandCall(agent, callId, { type: 'endCall' });
    await city.settle();
    expect(await city.app.sql`select 1 from callback`).toHaveLength(0);
  });
});

test('what is recorded and for how long is the administrator’s to set', async () => {
  expect((await boss.get('/api/recording-policy')).body).toMatchObject({ keepDays: 180 });
  const set = { recordAll: false, keepDays: 30 };
  expect((await boss.put('/api/recording-policy', set)).status).toBe(403);
});
