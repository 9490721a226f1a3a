import { recordSatisfaction } from '@1999/cases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderView, VerificationRuleView } from './contract.ts';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
let supervisor: ReturnType<City['who']>;
beforeAll(async () => {
  city = await startCity();
  supervisor = city.who('supervisor1');
});
afterAll(() => city?.close());

const door = (order: OrderView, name: string) => `/api/orders/${order.id}/${name}`;
const agencyPosts = (order: OrderView, name: string, body: object = {}) =>
  city.agencyClient('pwb-maintenance').post(door(order, name), body);
const states = async (order: OrderView) =>
  (await city.order(order.id)).clocks.map(({ kind, cycle, state }) => `${kind} ${cycle} ${state}`);
const reported = async (type: string): Promise<OrderView> => {
  const order = await city.issue({ type });
  ok(await agencyPosts(order, 'acknowledgement'));
  ok(await agencyPosts(order, 'report', { text: '已修復' }));
  return city.order(order.id);
};
const demand = (typeCode: string, required: boolean, basedOn: number) =>
  supervisor.post('/api/dispatch/verification-rules', { typeCode, required, basedOn });

describe('a type whose reports must be confirmed', () => {
  test('closes only after an inspector has confirmed the report, whoever asks', async () => {
    ok(await demand('streetLight', true, 0), 201);
    const rules = ok<VerificationRuleView[]>(
      await supervisor.get('/api/dispatch/verification-rules'),
    );
    expect(rules.filter(({ required }) => required).map(({ typeCode }) => typeCode)).toEqual([
      'streetLight',
    ]);
    const order = await reported('streetLight');
    expect(order).toMatchObject({ needsVerification: true, actions: ['verify', 'refuse'] });
    const close = () => agencyPosts(order, 'closure', { ground: 'report' });
    expect(await close()).toMatchObject({ status: 409, body: { code: 'verification_needed' } });
    await expect(
      city.app.sql`update work_order set state = 'closed', closing_ground = 'report',
        ended_at = now() where id = ${order.id}`,
    ).rejects.toThrow(/confirmed/);
    ok(await supervisor.post(door(order, 'verification'), {}));
    ok(await close());
    expect((await city.order(order.id)).state).toBe('closed');
  });

  test('what was not as reported goes back with new clocks; the citizen’s runs on', async () => {
    const order = await reported('streetLight');
    const reply = await city.clockOf(order.id, 'reply');
    city.clock.advance({ minutes: 30 });
    const refusal = { reason: '現場路燈仍不亮' };
    expect((await city.who('agent1').post(door(order, 'refusal'), refusal)).status).toBe(403);
    const told = await deliveriesOf(order);
    ok(await supervisor.post(door(order, 'refusal'), refusal));
    const again = await city.order(order.id);
    expect(again).toMatchObject({ state: 'issued', cycle: 2, refusals: [refusal] });
    expect(await states(order)).toEqual(
      expect.arrayContaining(['handle 1 met', 'acknowledge 2 running', 'handle 2 running']),
    );
    expect((await states(order)).filter((one) => one.startsWith('reply'))).toEqual([
      'reply 1 running',
    ]);
    expect((await city.clockOf(order.id, 'reply')).dueAt).toBe(reply.dueAt);
    expect(await deliveriesOf(order)).toBeGreaterThan(told);
    expect(await supervisor.post(door(order, 'refusal'), refusal)).toMatchObject({
      status: 409,
      body: { code: 'order_state' },
    });
    ok(await agencyPosts(order, 'acknowledgement'));
    ok(await agencyPosts(order, 'report', { text: '已更換燈泡' }));
    ok(await supervisor.post(door(order, 'verification'), {}));
    ok(await agencyPosts(order, 'closure', { ground: 'report' }));
    expect(await city.clockOf(order.id, 'reply')).toMatchObject({ state: 'met', cycle: 1 });
    expect(await city.story(order.id)).toContain('order.reportRefused');
  });

  test('the demand is taken back; who was slower is told, and so is who names no type', async () => {
    expect(await demand('streetLight', false, 0)).toMatchObject({ status: 409 });
    ok(await demand('streetLight', false, 1), 201);
    const order = await reported('streetLight');
    expect(order.actions).toContain('close');
    expect(await demand('nothing', true, 0)).toMatchObject({
      status: 422,
      body: { code: 'type_unknown', field: 'typeCode' },
    });
  });
});

const deliveriesOf = async (order: OrderView): Promise<number> => {
  const [row] = await city.app.sql<{ n: number }[]>`
    select count(*)::int as n from delivery where ref_id = ${order.id}`;
  return row?.n ?? 0;
};

describe('an order turned into a petition', () => {
  const reason = '建議增設路燈，非緊急修復';

  test('owes an answer on working days, and nothing urgent any more', async () => {
    const order = await city.issue({ type: 'streetLight' });
    ok(await agencyPosts(order, 'acknowledgement'));
    expect((await agencyPosts(order, 'petition', { reason })).status).toBe(403);
    ok(await supervisor.post(door(order, 'petition'), { reason }));
    ok(await supervisor.post(door(order, 'petition'), { reason }));
    const petition = await city.clockOf(order.id, 'petition');
    expect(petition.state).toBe('running');
    const days = Temporal.Instant.from(petition.startedAt)
      .until(Temporal.Instant.from(petition.dueAt))
      .total('hours');
    expect(days / 24).toBeGreaterThan(15);
    expect(days / 24).toBeLessThanOrEqual(30);
    const running = (await states(order)).filter((one) => one.endsWith('running'));
    expect(running).toEqual(['petition 1 running']);
    expect(await city.order(order.id)).toMatchObject({ petition: { reason } });
    ok(await agencyPosts(order, 'report', { text: '已錄案，納入明年預算。' }));
    ok(await agencyPosts(order, 'closure', { ground: 'report' }));
    expect((await city.clockOf(order.id, 'petition')).state).toBe('met');
  });

  test('a danger never does', async () => {
    const order = await city.issue();
    expect(order.actions).not.toContain('petition');
    expect(await supervisor.post(door(order, 'petition'), { reason })).toMatchObject({
      status: 409,
      body: { code: 'danger_stays' },
    });
  });
});

describe('a citizen who was not satisfied', () => {
  const closed = async () => {
    const order = await reported('noise');
    ok(await agencyPosts(order, 'closure', { ground: 'report' }));
    await city.settle();
    return order;
  };
  const scores = async ({ caseId }: OrderView, score: number) => {
    await recordSatisfaction(city.caller(), { caseId, score });
    await city.settle();
  };

  test('gets a follow-up order with clocks of its own, once', async () => {
    const order = await closed();
    await scores(order, 2);
    const { followUpId } = await city.order(order.id);
    const next = await city.order(followUpId as string);
    expect(next).toMatchObject({
      followUpOfId: order.id,
      matterId: order.matterId,
      agencyId: order.agencyId,
      state: 'issued',
    });
    expect(next.clocks.map(({ state }) => state)).toContain('running');
    await scores(order, 1);
    const [count] = await city.app.sql<{ n: number }[]>`
      select count(*)::int as n from work_order where case_id = ${order.caseId}`;
    expect(count?.n).toBe(2);
  });

  test('is not followed up when content, nor long after', async () => {
    const content = await closed();
    await scores(content, 3);
    expect((await city.order(content.id)).followUpId).toBeNull();
    const late = await closed();
    city.clock.advance({ hours: 31 * 24 });
    await scores(late, 1);
    expect((await city.order(late.id)).followUpId).toBeNull();
  });
});
