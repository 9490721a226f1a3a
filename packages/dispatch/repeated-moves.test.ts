import { newId } from '@1999/platform';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, ok, startCity } from './testing/city.ts';

let city: City;
beforeAll(async () => {
  city = await startCity();
});
afterAll(() => city?.close());

type Who = 'agency' | 'water' | 'supervisor';
type Move = readonly [who: Who, door: string, body: () => unknown];

const reason = '等候管線單位會勘';
const inHours = (hours: number) => city.app.clock.now().add({ hours }).toString();
const ofAgency = (door: string, body: () => unknown = () => ({})): Move => ['agency', door, body];
const ofSupervisor = (door: string, body: () => unknown = () => ({})): Move => [
  'supervisor',
  door,
  body,
];

const lives: readonly (readonly [string, readonly Move[]])[] = [
  [
    'one that is worked, held up, extended, closed and opened again',
    [
      ofAgency('acknowledgement'),
      ofAgency('arrival'),
      ofSupervisor('pauses', () => ({ reason })),
      ofSupervisor('resume'),
      ofAgency('extension', () => ({ reason, until: inHours(300), kinds: ['handle'] })),
      ofSupervisor('extension/decision', () => ({ decision: 'granted', reason })),
      ofAgency('report', () => ({ text: '修好了' })),
      ofAgency('closure', () => ({ ground: 'report' })),
      ofSupervisor('reopening', () => ({ reason })),
    ],
  ],
  [
    'one that is not ours, goes to another agency and is released there',
    [
      ofAgency('return', () => ({ reason })),
      ofSupervisor('reassignment', () => ({ agencyId: city.agency('water').id })),
      ofSupervisor('release', () => ({ reason })),
    ],
  ],
  [
    'one that two agencies send back, and the RDEC rules on',
    [
      ofAgency('return', () => ({ reason })),
      ofSupervisor('reassignment', () => ({ agencyId: city.agency('water').id })),
      ['water', 'return', () => ({ reason })],
      ofSupervisor('ruling', () => ({ agencyId: city.agency('water').id, reason })),
    ],
  ],
  [
    'one that the police take over',
    [
      ofAgency('acknowledgement'),
      ofAgency('handoff', () => ({ body: 'police', officer: '值班員警', handedAt: inHours(0) })),
    ],
  ],
];

test.each(lives)('of %s each move, sent twice under one key, is made once', async (_, moves) => {
  const order = await city.issue({ type: 'streetLight' });
  for (const [who, door, body] of moves) {
    const clients = {
      agency: () => city.agencyClient('pwb-maintenance'),
      water: () => city.agencyClient('water'),
      supervisor: () => city.who('supervisor1'),
    };
    const client = clients[who]();
    const sent = [
      `/api/orders/${order.id}/${door}`,
      body(),
      { 'idempotency-key': newId() },
    ] as const;
    const first = await client.post(...sent);
    ok(first);
    const story = await city.story(order.id);
    city.clock.advance({ minutes: 1 });
    expect(await client.post(...sent), door).toMatchObject({ status: 200, body: first.body });
    expect(await city.story(order.id), door).toEqual(story);
  }
});

test('a duplicate attached and detached, each sent twice, is so once', async () => {
  const [child, parent] = [
    await city.issue({ type: 'streetLight' }),
    await city.issue({ type: 'streetLight' }),
  ];
  const doors = [
    ['attach', { parentId: parent.id }, parent.id],
    ['detach', {}, null],
  ] as const;
  for (const [door, body, parentId] of doors) {
    const url = `/api/orders/${child.id}/${door}`;
    const key = { 'idempotency-key': newId() };
    const first = await city.who('supervisor1').post(url, body, key);
    ok(first);
    const story = await city.story(child.id);
    expect(await city.who('supervisor1').post(url, body, key)).toMatchObject({ body: first.body });
    expect(await city.story(child.id)).toEqual(story);
    const [row] = await city.app.sql<{ parent_id: string | null }[]>`
      select parent_id from work_order where id = ${child.id}`;
    expect(row?.parent_id).toBe(parentId);
  }
});
