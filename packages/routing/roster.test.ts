import { directory } from '@1999/directory';
import { messaging } from '@1999/messaging';
import { newId } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
let boss: TestAgent;
beforeEach(async () => {
  city = await startTestApp({ modules: [messaging, directory, routing] });
  boss = await someAgent(city, [], 'supervisor');
});
afterEach(() => city.close());

const at = (wall: string) =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime('Asia/Taipei').toInstant().toString();
const eight = (
  agent: TestAgent,
  date: string,
  from = '08:00',
  to = '17:00',
  pause = ['12:00', '13:00'],
) => ({
  agentId: agent.id,
  startsAt: at(`${date}T${from}`),
  endsAt: at(`${date}T${to}`),
  breaks: [{ from: at(`${date}T${pause[0]}`), to: at(`${date}T${pause[1]}`) }],
});
const week = `/api/roster?from=${at('2026-03-02T00:00')}&to=${at('2026-03-09T00:00')}`;

describe('the roster', () => {
  test('holds shifts, changes and loses them, and shows an agent the own ones', async () => {
    const agent = await someAgent(city);
    const planned = await boss.post('/api/roster/shifts', eight(agent, '2026-03-02'));
    expect(planned).toMatchObject({ status: 201, body: { findings: [] } });
    const path = `/api/roster/shifts/${planned.body.shift.id}`;
    const later = eight(agent, '2026-03-02', '08:30', '16:30');
    expect((await boss.put(path, later)).body.shift.startsAt).toBe(later.startsAt);
    expect((await boss.get(week)).body).toMatchObject({
      agents: [{ id: agent.id }],
      shifts: [{ id: planned.body.shift.id }],
      findings: [],
    });
    expect((await agent.get('/api/roster')).status).toBe(403);
    expect((await boss.del(path)).status).toBe(204);
    expect((await boss.del(path)).status).toBe(404);
    expect((await boss.get(week)).body.shifts).toEqual([]);
  });

  test('an agent sees the own shifts and leave of the next two weeks', async () => {
    const [agent, other] = [await someAgent(city), await someAgent(city)];
    const soon = city.clock.now().add({ hours: 20 });
    for (const who of [agent, other]) {
      const startsAt = soon.toString();
      const endsAt = soon.add({ hours: 4 }).toString();
      const body = { agentId: who.id, startsAt, endsAt, breaks: [] };
      expect((await boss.post('/api/roster/shifts', body)).status).toBe(201);
    }
    const { body } = await agent.get('/api/roster/me');
    expect(body.shifts).toHaveLength(1);
    expect(body.shifts[0]).toMatchObject({ agentId: agent.id });
  });

  test('a shift without rest is refused with the rule and its article; with a reason it stands, marked', async () => {
    const agent = await someAgent(city);
    const body = { ...eight(agent, '2026-03-02'), breaks: [] };
    const preview = await boss.post('/api/roster/shifts/preview', body);
    expect(preview.body.findings).toMatchObject([
      { rule: 'breakEachFourHours', severity: 'forbidden', found: 540, allowed: 240 },
      { rule: 'eightHoursADay', severity: 'warning' },
    ]);
    const refused = await boss.post('/api/roster/shifts', body);
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'rest_rules', field: 'overrideReason' },
    });
    expect(refused.body.message).toContain('§35');
    const allowed = await boss.post('/api/roster/shifts', { ...body, overrideReason: '颱風應變' });
    expect(allowed).toMatchObject({ status: 201, body: { shift: { overrideReason: '颱風應變' } } });
    expect((await boss.get(week)).body.findings).toHaveLength(2);
  });

  test('eleven hours lie between shifts, and leave is kept free', async () => {
    const agent = await someAgent(city);
    await boss.post(
      '/api/roster/shifts',
      eight(agent, '2026-03-02', '14:00', '20:00', ['17:00', '17:30']),
    );
    const early = await boss.post(
      '/api/roster/shifts',
      eight(agent, '2026-03-03', '06:00', '13:00', ['10:00', '10:30']),
    );
    expect(early.body.message).toContain('elevenHoursBetween');
    const leave = {
      agentId: agent.id,
      kind: 'sick',
      startsAt: at('2026-03-05T00:00'),
      endsAt: at('2026-03-06T00:00'),
    };
    const taken = await boss.post('/api/roster/leaves', leave);
    expect(taken.status).toBe(201);
    const onLeave = await boss.post('/api/roster/shifts', eight(agent, '2026-03-05'));
    expect(onLeave.body.message).toContain('onLeave');
    expect((await boss.del(`/api/roster/leaves/${taken.body.id}`)).status).toBe(204);
    expect((await boss.post('/api/roster/shifts', eight(agent, '2026-03-05'))).status).toBe(201);
    // What an agent is ill of, or that they are, is not told to the journal.
    const rows = await city.app.sql`select payload from journal where type like 'leave.%'`;
    expect(JSON.stringify(rows)).not.toContain('sick');
  });

  test('only agents stand on it', async () => {
    expect((await boss.post('/api/roster/shifts', eight(boss, '2026-03-02'))).status).toBe(404);
    const agent = await someAgent(city);
    const backwards = { ...eight(agent, '2026-03-02', '17:00', '08:00'), breaks: [] };
    expect((await boss.post('/api/roster/shifts', backwards)).body).toMatchObject({
      code: 'shift_times',
      field: 'endsAt',
    });
  });
});

describe('a hand-over note', () => {
  test('is read and acknowledged by the next shift, and is over at its time', async () => {
    const [evening, night] = [await someAgent(city), await someAgent(city)];
    const words = '左營區停電，台電預計 23:00 復電';
    const written = await evening.post('/api/handover-notes', { words, urgent: true, hours: 12 });
    expect(written.status).toBe(201);
    await evening.post('/api/handover-notes', { words: '一般事項' });
    const seen = (await night.get('/api/handover-notes')).body;
    expect(seen).toMatchObject([
      { words, urgent: true, acknowledged: false, acknowledgedBy: [], mine: false },
      { words: '一般事項', urgent: false },
    ]);
    const path = `/api/handover-notes/${written.body.noteId}/acknowledgement`;
    expect((await night.post(path)).status).toBe(204);
    expect((await night.post(path)).status).toBe(204);
    expect((await boss.get('/api/handover-notes')).body[0]).toMatchObject({
      acknowledged: false,
      acknowledgedBy: ['測試'],
    });
    expect((await night.get('/api/handover-notes')).body[0]).toMatchObject({ acknowledged: true });
    city.clock.advance({ hours: 12 });
    expect((await night.get('/api/handover-notes')).body).toMatchObject([{ words: '一般事項' }]);
    expect((await night.post(path)).status).toBe(404);
    const rows = await city.app.sql`select payload from journal where type = 'handover.written'`;
    expect(JSON.stringify(rows)).not.toContain('停電');
  });
});

describe('the forecast', () => {
  async function call(agent: TestAgent, talk: number, wrapUp: number): Promise<void> {
    const refId = newId();
    await enqueueEntry(city.caller(), { channel: 'call', refId, skills: ['zh'], language: 'zh' });
    const offer = await currentOffer(city.app.db, agent.id);
    if (!offer) throw new Error('nothing rings');
    await acceptOffer(city.caller(), { offerId: offer.offerId, agentId: agent.id });
    city.clock.advance({ seconds: talk });
    await finishEntry(city.caller(), { refId });
    city.clock.advance({ seconds: wrapUp });
    await agent.put('/api/agents/me/state', { state: 'ready' });
  }

  test('before any call it says that its figures are assumed', async () => {
    expect((await boss.get('/api/queue/forecast')).body).toMatchObject({
      measured: { handledCalls: 0, handlingSeconds: 240, patienceSeconds: null, historyFrom: null },
      dayFactor: 1,
      now: { seats: 0, waiting: 0, seatsNeeded: 0 },
      target: { share: 0.8, seconds: 20 },
    });
  });

  test('rests on the installation’s own calls, its roster, and the same hour of the weeks before', async () => {
    const agent = await readyAgent(city);
    // Taipei is a whole number of hours from UTC, so hours begin together.
    const start = city.clock.now().round({ smallestUnit: 'hour', roundingMode: 'ceil' });
    city.clock.set(start);
    for (let week = 0; week < 3; week += 1) {
      await agent.put('/api/agents/me/state', { state: 'ready' });
      for (let calls = 0; calls < 4; calls += 1) await call(agent, 200, 40);
      city.clock.set(start.add({ hours: 168 * (week + 1) }));
      await agent.post('/api/agents/me/sign-of-life');
    }
    await city.settle();
    const refId = newId();
    await enqueueEntry(city.caller(), { channel: 'call', refId, skills: ['zh'], language: 'zh' });
    city.clock.advance({ seconds: 90 });
    await leaveQueue(city.caller(), { refId });
    await city.settle();
    const shift = {
      agentId: agent.id,
      startsAt: start.add({ hours: 504 }).toString(),
      endsAt: start.add({ hours: 506 }).toString(),
      breaks: [
        {
          from: start.add({ hours: 505, minutes: 30 }).toString(),
          to: start.add({ hours: 506 }).toString(),
        },
      ],
    };
    expect((await boss.post('/api/roster/shifts', shift)).status).toBe(201);
    const { body } = await boss.get('/api/queue/forecast?hours=3');
    expect(body.measured).toMatchObject({ handledCalls: 12, abandonedCalls: 1 });
    expect(body.measured.handlingSeconds).toBeCloseTo(240, 0);
    expect(body.measured.patienceSeconds).toBeCloseTo(90, 0);
    expect(body.hours[0]).toMatchObject({
      basis: 'sameWeekdayHour',
      samples: 3,
      seatsRostered: 1,
    });
    expect(body.hours[0].calls / body.dayFactor).toBeCloseTo(4, 5);
    expect(body.hours[0].seatsNeeded).toBeGreaterThan(0);
    expect(body.hours[1]).toMatchObject({ calls: 0, seatsNeeded: 0, seatsRostered: 0.5 });
    expect(body.hours[2].seatsRostered).toBe(0);
    expect((await agent.get('/api/queue/forecast')).status).toBe(403);
  });
});
