import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CalendarView, OrderView } from './contract.ts';
import { sweepClocks } from './sweeps/sweep-clocks.ts';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());
beforeEach(async () => {
  await city.app.sql`update order_clock set next_at = null`;
});

const supervisor = (order: OrderView, door: string, body: unknown = {}) =>
  city.who('supervisor1').post(`/api/orders/${order.id}/${door}`, body);
const agency = (order: OrderView, door: string, body: unknown = {}) =>
  city.agencyClient('pwb-maintenance').post(`/api/orders/${order.id}/${door}`, body);
const reason = '等候管線單位會勘';
const after = (from: string, minutes: number) =>
  Temporal.Instant.from(from).add({ minutes }).toString();

async function closed(): Promise<OrderView> {
  const order = await city.issue({ type: 'streetLight' });
  ok(await agency(order, 'acknowledgement'));
  ok(await agency(order, 'report', { text: '修好了' }));
  ok(await agency(order, 'closure', { ground: 'report' }));
  return city.order(order.id);
}

describe('a pause', () => {
  test('holds up what it names, to the millisecond, and never the acknowledgement', async () => {
    const order = await city.issue();
    city.clock.advance({ minutes: 5 });
    ok(await supervisor(order, 'pauses', { reason }));
    city.clock.advance({ milliseconds: 1_500 });
    ok(await supervisor(order, 'pauses', { reason, kinds: ['handle'] }));
    city.clock.advance({ hours: 9 });
    expect((await city.clockOf(order.id, 'handle')).state).toBe('paused');
    expect((await city.clockOf(order.id, 'acknowledge')).state).toBe('breached');
    ok(await supervisor(order, 'resume'));
    const { dueAt } = await city.clockOf(order.id, 'handle');
    const expected = Temporal.Instant.from(order.issuedAt).add({
      hours: 13,
      milliseconds: 1_500,
    });
    expect(dueAt).toBe(expected.toString());
    const view = await city.order(order.id);
    expect(view.pauses.map((pause) => pause.reason)).toEqual([reason, reason]);
    expect((await supervisor(order, 'resume')).body.code).toBe('not_paused');
  });

  test('work reported in a pause is in time; the order’s end ends the pause', async () => {
    const order = await city.issue();
    ok(await agency(order, 'acknowledgement'));
    ok(await supervisor(order, 'pauses', { reason }));
    city.clock.advance({ hours: 30 });
    ok(await agency(order, 'report', { text: '完成', photoIds: [await city.photo(order)] }));
    expect((await city.clockOf(order.id, 'handle')).state).toBe('met');
    ok(await agency(order, 'closure', { ground: 'photo' }));
    expect((await city.order(order.id)).pauses[0]?.to).not.toBeNull();
    expect((await supervisor(order, 'pauses', { reason })).status).toBe(409);
  });

  test('needs a reason and a supervisor, and pauses no acknowledgement', async () => {
    const order = await city.issue();
    expect((await supervisor(order, 'pauses', {})).status).toBe(400);
    const wrong = await supervisor(order, 'pauses', { reason, kinds: ['acknowledge'] });
    expect(wrong.status).toBe(400);
    expect((await agency(order, 'pauses', { reason })).status).toBe(403);
    expect((await city.order(order.id)).pauses).toEqual([]);
  });
});

describe('an extension', () => {
  test('granted, sets a new target and keeps the original beside it', async () => {
    const order = await city.issue();
    const { dueAt } = await city.clockOf(order.id, 'handle');
    const until = after(dueAt, 600);
    ok(await agency(order, 'extension', { reason, until }));
    expect((await city.clockOf(order.id, 'handle')).dueAt).toBe(dueAt);
    expect((await agency(order, 'extension', { reason, until })).status).toBe(409);
    ok(await supervisor(order, 'extension/decision', { decision: 'granted', reason }));
    expect(await city.clockOf(order.id, 'handle')).toMatchObject({
      dueAt: until,
      originalDueAt: dueAt,
      approvedDueAt: until,
      state: 'running',
    });
    const twice = await supervisor(order, 'extension/decision', { decision: 'granted', reason });
    expect(twice.body.code).toBe('no_extension');
  });

  test('refused, changes nothing and says why', async () => {
    const order = await city.issue();
    const before = await city.clockOf(order.id, 'handle');
    ok(await agency(order, 'extension', { reason, until: after(before.dueAt, 60) }));
    ok(await supervisor(order, 'extension/decision', { decision: 'refused', reason: '人力足夠' }));
    expect(await city.clockOf(order.id, 'handle')).toEqual(before);
    expect((await city.order(order.id)).extensions[0]?.decisionReason).toBe('人力足夠');
  });

  test('granted after the breach never removes it, whether a sweep was there or not', async () => {
    const order = await city.issue();
    const { dueAt } = await city.clockOf(order.id, 'handle');
    const until = after(dueAt, 600);
    ok(await agency(order, 'extension', { reason, until }));
    city.clock.set(Temporal.Instant.from(dueAt).add({ milliseconds: 1 }));
    await city.app.sql`update order_clock set next_at = due_at where order_id = ${order.id}
      and kind = 'handle'`;
    const [decided] = await Promise.all([
      supervisor(order, 'extension/decision', { decision: 'granted', reason }),
      sweepClocks.run(city.app),
    ]);
    ok(decided);
    while ((await sweepClocks.run(city.app)) > 0);
    expect(await city.clockOf(order.id, 'handle')).toMatchObject({
      state: 'breached',
      dueAt,
      breachedAt: dueAt,
      approvedDueAt: until,
    });
  });

  test('for a time no later than the deadline is refused', async () => {
    const order = await city.issue();
    const { dueAt } = await city.clockOf(order.id, 'handle');
    const answer = await agency(order, 'extension', { reason, until: dueAt });
    expect(answer).toMatchObject({ status: 422, body: { field: 'until' } });
  });
});

describe('reopening', () => {
  test('begins a new cycle, keeps the first, tells the agency and opens the case', async () => {
    const order = await closed();
    city.clock.advance({ hours: 2 });
    ok(await supervisor(order, 'reopening', { reason: '民眾反映仍未修復' }));
    const again = await city.order(order.id);
    expect(again).toMatchObject({ state: 'issued', cycle: 2, endedAt: null });
    expect(again.clocks.filter((clock) => clock.cycle === 1).map(({ state }) => state)).toEqual(
      Array(5).fill('met'),
    );
    expect(again.clocks.filter((clock) => clock.cycle === 2).map(({ state }) => state)).toEqual(
      Array(5).fill('running'),
    );
    const file = ok<{ state: string }>(await city.who('agent1').get(`/api/cases/${order.caseId}`));
    expect(file.state).toBe('open');
    expect(again.escalations.filter(({ nextStepAt }) => nextStepAt)).toHaveLength(1);
    ok(await agency(order, 'acknowledgement'));
    expect((await agency(order, 'closure', { ground: 'report' })).status).toBe(409);
    ok(await agency(order, 'report', { text: '再修一次' }));
    ok(await agency(order, 'closure', { ground: 'report' }));
    expect((await city.order(order.id)).report?.text).toBe('再修一次');
  });

  test('only from closed, not after thirty days, and only by a supervisor', async () => {
    const open = await city.issue();
    expect((await supervisor(open, 'reopening', { reason })).status).toBe(409);
    const order = await closed();
    expect((await agency(order, 'reopening', { reason })).status).toBe(403);
    city.clock.advance({ hours: 30 * 24, milliseconds: 1 });
    expect((await supervisor(order, 'reopening', { reason })).body.code).toBe('reopen_too_late');
  });
});

describe('a duplicate', () => {
  test('brings the earlier deadline, closes with its parent, each promise judged by its own time', async () => {
    const early = await city.issue();
    city.clock.advance({ minutes: 30 });
    const parent = await city.issue();
    ok(await supervisor(early, 'attach', { parentId: parent.id }));
    const { dueAt } = await city.clockOf(early.id, 'handle');
    expect(await city.clockOf(parent.id, 'handle')).toMatchObject({ dueAt });
    expect((await city.clockOf(early.id, 'handle')).state).toBe('merged');
    expect((await city.clockOf(early.id, 'acknowledge')).state).toBe('breached');
    expect((await agency(early, 'acknowledgement')).body.code).toBe('order_attached');
    ok(await agency(parent, 'acknowledgement'));
    ok(await agency(parent, 'report', { text: '完成', photoIds: [await city.photo(parent)] }));
    ok(await agency(parent, 'closure', { ground: 'photo' }));
    const merged = await city.order(early.id);
    expect(merged).toMatchObject({ state: 'closed', closingGround: 'merged' });
    expect(merged.clocks.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
      'acknowledge metLate',
      'arrive met',
      'handle met',
      'reply met',
      'reportBack met',
    ]);
  });

  test('detached, has its own clocks again and any breach; the parent its own deadline', async () => {
    const early = await city.issue();
    city.clock.advance({ minutes: 10 });
    const parent = await city.issue();
    const own = (await city.clockOf(parent.id, 'arrive')).dueAt;
    ok(await city.who('agent1').post(`/api/orders/${early.id}/attach`, { parentId: parent.id }));
    city.clock.advance({ minutes: 6 });
    ok(await supervisor(early, 'detach'));
    ok(await supervisor(early, 'detach'));
    expect((await city.clockOf(early.id, 'acknowledge')).state).toBe('breached');
    expect((await city.clockOf(early.id, 'arrive')).state).toBe('running');
    expect((await city.clockOf(parent.id, 'arrive')).dueAt).toBe(own);
    while ((await sweepClocks.run(city.app)) > 0);
    const acknowledge = await city.clockOf(early.id, 'acknowledge');
    expect(acknowledge.breachedAt).toBe(acknowledge.dueAt);
  });

  test('a duplicate due in the very instant in which its parent began brings that instant', async () => {
    const early = await city.issue();
    const due = (await city.clockOf(early.id, 'acknowledge')).dueAt;
    city.clock.advance(city.app.clock.now().until(Temporal.Instant.from(due)));
    const parent = await city.issue();
    ok(await supervisor(early, 'attach', { parentId: parent.id }));
    expect((await city.clockOf(parent.id, 'acknowledge')).dueAt).toBe(due);
  });

  test('a danger joins no plain order, nothing joins itself or what is attached', async () => {
    const [danger, plain] = [await city.issue(), await city.issue({ type: 'streetLight' })];
    const attach = (child: OrderView, parent: OrderView) =>
      supervisor(child, 'attach', { parentId: parent.id });
    expect((await attach(danger, plain)).body.code).toBe('merge_danger');
    expect((await attach(danger, danger)).status).toBe(422);
    ok(await attach(plain, danger));
    const third = await city.issue();
    expect((await attach(third, plain)).body.code).toBe('merge_attached');
    expect((await attach(danger, third)).body.code).toBe('merge_hasChildren');
  });

  test('is released with its parent', async () => {
    const [child, parent] = [await city.issue(), await city.issue()];
    ok(await supervisor(child, 'attach', { parentId: parent.id }));
    ok(await supervisor(parent, 'release', { reason: '非本府權責' }));
    expect(await city.order(child.id)).toMatchObject({
      state: 'released',
      release: { reason: '非本府權責' },
    });
  });
});

describe('rules', () => {
  const rule = { kind: 'handle', danger: false, withinSeconds: 3600 };
  const amend = (body: unknown) => city.who('supervisor1').post('/api/dispatch/policies', body);
  const handleMinutes = async (order: OrderView) => {
    const { dueAt, startedAt } = await city.clockOf(order.id, 'handle');
    return Temporal.Instant.from(dueAt).since(startedAt).total('minutes');
  };

  test('type before place before time; an amended rule is a new version; open orders follow when asked', async () => {
    const order = await city.issue({ type: 'streetLight' });
    city.clock.advance({ minutes: 90 });
    const { districtCode, typeCode } = order;
    ok(
      await amend({ ...rule, withinSeconds: 5 * 3600, time: { from: '00:00', to: '23:59' } }),
      201,
    );
    ok(await amend({ ...rule, withinSeconds: 4 * 3600, districtCode }), 201);
    expect(await handleMinutes(await city.issue({ type: 'streetLight' }))).toBe(240);
    const first = ok<{ version: number }>(await amend({ ...rule, typeCode }), 201);
    expect(first.version).toBe(1);
    expect(await handleMinutes(await city.issue({ type: 'streetLight' }))).toBe(60);
    expect(await handleMinutes(order)).toBe(72 * 60);
    city.clock.advance({ minutes: 1 });
    const changedAt = city.clock.now().toString();
    const preview = await city
      .who('supervisor1')
      .post('/api/dispatch/policies/preview', { ...rule, typeCode });
    const [open] = await city.app.sql<{ n: number }[]>`
      select count(*)::int as n from order_clock c join work_order o on o.id = c.order_id
      where o.type_code = ${typeCode} and not o.danger and c.kind = 'handle'
        and c.met_at is null and c.stopped_at is null and c.breached_at is null`;
    const n = open?.n ?? 0;
    // The newest is by the type's own rule already, and moves nowhere.
    expect(ok(preview)).toEqual({ openClocks: n, earlier: n - 1, later: 0 });
    expect(n).toBeGreaterThan(2);
    const second = ok<{ version: number }>(
      await amend({ ...rule, typeCode, recompute: true }),
      201,
    );
    expect(second.version).toBe(2);
    await city.settle();
    const moved = await city.clockOf(order.id, 'handle');
    expect(moved.dueAt).toBe(changedAt);
    expect((await city.order(order.id)).timeline.map((line) => line.type)).toContain(
      'clock.recomputed',
    );
    await expect(city.app.sql`update dispatch_policy set within_seconds = 1`).rejects.toThrow(
      /permission|never changed/,
    );
  });

  test('a typhoon day off moves what is open on the calendar, and each clock keeps its version', async () => {
    const order = await city.issue({ type: 'streetLight' });
    const before = await city.clockOf(order.id, 'reply');
    const [calendar] = ok<CalendarView[]>(
      await city.who('supervisor1').get('/api/dispatch/calendars'),
    );
    if (!calendar) throw new Error('no calendar');
    const { week, dates, version: basedOn } = calendar;
    const due = Temporal.Instant.from(before.dueAt).toZonedDateTimeISO('Asia/Taipei');
    const typhoon = { [due.toPlainDate().toString()]: { name: '颱風停班', windows: [] } };
    const body = { basedOn, week, dates: { ...dates, ...typhoon } };
    const post = (path: string, headers = {}) =>
      city.who('supervisor1').post(`/api/dispatch/calendars${path}`, body, headers);
    const preview = ok<{ openClocks: number; later: number }>(await post('/preview'));
    expect(preview.later).toBeGreaterThan(0);
    const once = { 'idempotency-key': 'typhoon-day-off' };
    ok(await post('', once), 201);
    ok(await post('', once), 201);
    expect((await post('')).body.code).toBe('calendar_moved_on');
    await city.settle();
    const moved = await city.clockOf(order.id, 'reply');
    expect(Temporal.Instant.compare(moved.dueAt, before.dueAt)).toBe(1);
    const [row] = await city.app.sql`select calendar_version as version from order_clock
      where order_id = ${order.id} and kind = 'reply'`;
    expect(row?.version).toBe(basedOn + 1);
  });

  test('what does not exist, or lies in the past, is refused and named', async () => {
    for (const [body, field] of [
      [{ ...rule, typeCode: 'nothing' }, 'typeCode'],
      [{ ...rule, districtCode: '1' }, 'districtCode'],
      [{ ...rule, calendar: 'moon' }, 'calendar'],
      [{ ...rule, validFrom: '2020-01-01T00:00:00Z' }, 'validFrom'],
    ] as const) {
      expect(await amend(body)).toMatchObject({ status: 422, body: { field } });
    }
    expect((await city.who('agent1').post('/api/dispatch/policies', rule)).status).toBe(403);
  });

  test('a ladder may have a level told at a warning already', async () => {
    const ladder = [
      { at: 50, level: 'chief' },
      { at: 'breach', level: 'rdec' },
    ];
    const one = { kind: 'arrive', danger: true, typeCode: 'fallenTree', withinSeconds: 3600 };
    ok(await amend({ ...one, ladder }), 201);
    const order = await city.issue({ type: 'fallenTree' });
    city.clock.advance({ minutes: 30 });
    while ((await sweepClocks.run(city.app)) > 0);
    const rounds = (await city.order(order.id)).escalations;
    expect(rounds).toContainEqual(
      expect.objectContaining({ cause: 'warned', clockKind: 'arrive', level: 'chief' }),
    );
  });
});
