import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OrderRow, OrderView } from './contract.ts';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
let supervisor: ReturnType<City['who']>;
beforeAll(async () => {
  city = await startCity();
  supervisor = city.who('supervisor1');
});
afterAll(() => city?.close());

const list = async (query: string) => ok<OrderRow[]>(await supervisor.get(`/api/orders?${query}`));
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
const endOf = (row: OrderRow, at: string | null) => `${at ?? 'none'},${row.id}`;

describe('a list longer than a page', () => {
  test('goes on exactly where the page before ended, also through what is due at once or never', async () => {
    for (let i = 0; i < 9; i++) {
      await city.issue({ type: i % 2 ? 'noise' : 'pothole' });
      if (i % 3 === 0) city.clock.advance({ minutes: 1 });
    }
    const [first, second] = await list('');
    await city.app.sql`update work_order set next_due_at = null
      where id in (${first?.id ?? ''}, ${second?.id ?? ''})`;
    const whole = await list('limit=500');
    expect(whole.slice(-2).every(({ nextDueAt }) => nextDueAt === null)).toBe(true);
    for (const limit of [1, 2, 4]) {
      const paged: OrderRow[] = [];
      for (;;) {
        const last = paged.at(-1);
        const after = last ? `&after=${encodeURIComponent(endOf(last, last.nextDueAt))}` : '';
        const page = await list(`limit=${limit}${after}`);
        paged.push(...page);
        if (page.length < limit) break;
      }
      expect(ids(paged)).toEqual(ids(whole));
    }
  });

  test('of ended orders, too; and no page begins after what is no order', async () => {
    for (const { id } of (await list('')).slice(0, 4)) {
      ok(await supervisor.post(`/api/orders/${id}/release`, { reason: '誤報' }));
    }
    const whole = await list('state=ended');
    expect(whole.length).toBeGreaterThanOrEqual(4);
    const last = whole[1] as OrderRow;
    const after = encodeURIComponent(endOf(last, last.endedAt));
    expect(ids(await list(`state=ended&after=${after}`))).toEqual(ids(whole.slice(2)));
    expect((await supervisor.get(`/api/orders?sort=risk&after=${after}`)).status).toBe(400);
    for (const wrong of ['soon,x', `${last.endedAt}`, `none,${last.id},3`]) {
      expect((await supervisor.get(`/api/orders?after=${encodeURIComponent(wrong)}`)).status).toBe(
        400,
      );
    }
  });
});

describe('what waits for a supervisor', () => {
  const agencyPosts = (order: OrderView, name: string, body: object) =>
    city.agencyClient('pwb-maintenance').post(`/api/orders/${order.id}/${name}`, body);

  test('is listed by what it waits for', async () => {
    const back = await city.issue();
    ok(await agencyPosts(back, 'return', { reason: '非本局權責' }));
    const twice = await city.issue();
    ok(await agencyPosts(twice, 'return', { reason: '非本局權責' }));
    const to = { agencyId: city.agency('water').id };
    ok(await city.who('agent1').post(`/api/orders/${twice.id}/reassignment`, to));
    ok(
      await city
        .agencyClient('water')
        .post(`/api/orders/${twice.id}/return`, { reason: '非本局權責' }),
    );
    const asks = await city.issue();
    ok(await agencyPosts(asks, 'acknowledgement', {}));
    const until = city.clock.now().add({ hours: 8 }).toString();
    ok(await agencyPosts(asks, 'extension', { reason: '需調機具', until }));
    const rule = { typeCode: 'pavement', required: true, basedOn: 0 };
    ok(await supervisor.post('/api/dispatch/verification-rules', rule), 201);
    const unseen = await city.issue({ type: 'pavement' });
    ok(await agencyPosts(unseen, 'acknowledgement', {}));
    ok(await agencyPosts(unseen, 'report', { text: '已修復' }));
    expect(ids(await list('awaiting=reassignment'))).toEqual([back.id]);
    expect(ids(await list('awaiting=ruling'))).toEqual([twice.id]);
    expect(ids(await list('awaiting=extension'))).toEqual([asks.id]);
    expect(ids(await list('awaiting=verification'))).toEqual([unseen.id]);
  });
});
