import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { inTransaction } from '../commands/command.ts';
import type { Change } from '../contract.ts';
import { signAccessToken, signCapability } from '../http/tokens.ts';
import { newId } from '../ids/new-id.ts';
import { journalHead } from '../journal/reader.ts';
import { startSealer } from '../journal/sealer.ts';
import type { Module } from '../module/module.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { until } from '../testing/until.ts';
import { startLiveHub } from './hub.ts';
import { live } from './index.ts';

type User = Extract<Actor, { kind: 'user' }>;
/** Which agency each order is with; the rooms' rows, for this test. */
const agencyOf = new Map<string, string>();
let figure = 0;
let computed = 0;

const room: Module = {
  name: 'live-test',
  live: {
    'order.issued': (event) => [`order:${event.subjectId}`, 'orders'],
    'order.moved': (event) => [`order:${event.subjectId}`, 'orders'],
    'order.garbled': () => {
      throw new Error('an old payload nobody can read');
    },
  },
  topics: {
    orders: (_app, actor) => actor.kind === 'user' && actor.role !== 'agency',
    order: (_app, actor, id) =>
      (actor.kind === 'user' && (actor.role !== 'agency' || actor.agencyId === agencyOf.get(id))) ||
      (actor.kind === 'capability' && actor.capability === 'order' && actor.id === id),
    board: (_app, actor) => actor.kind === 'user',
  },
  liveValues: [
    {
      topic: 'board',
      on: ['order.issued'],
      everyMs: 60_000,
      compute: async () => {
        computed += 1;
        return { figure };
      },
    },
  ],
};

let city: TestApp;
let address: string;
const undo: (() => Promise<void> | void)[] = [];

beforeEach(async () => {
  agencyOf.clear();
  city = await startTestApp({ modules: [live, room] });
  undo.push(() => city.close());
  undo.push(startSealer(city.app));
  const stopHub = await startLiveHub(city.server, city.app);
  await city.server.listen({ host: '127.0.0.1', port: 0 });
  undo.push(stopHub);
  address = `http://127.0.0.1:${(city.server.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function user(role: User['role'], agencyId: string | null = null): User {
  return { kind: 'user', id: newId(), role, agencyId, sessionId: newId() };
}

interface Page {
  readonly socket: Socket;
  readonly seen: Change[];
  readonly resyncs: unknown[];
  subscribe(...topics: string[]): Promise<{ ok: string[]; denied: string[]; position: number }>;
}

/** A page's socket, as a browser opens it. */
async function open(token: string, after?: number, headers = {}): Promise<Page> {
  const socket = io(address, {
    transports: ['websocket'],
    auth: { token, after },
    reconnection: false,
    extraHeaders: headers,
  });
  undo.push(() => void socket.disconnect());
  const seen: Change[] = [];
  const resyncs: unknown[] = [];
  socket.on('event', (change: Change) => seen.push(change));
  socket.on('resync', (what: unknown) => resyncs.push(what));
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return {
    socket,
    seen,
    resyncs,
    subscribe: (...topics) => socket.timeout(5_000).emitWithAck('subscribe', { topics }),
  };
}

const tokenOf = (actor: User, seconds = 600) => signAccessToken(city.server, actor, seconds);

const say = (type: string, subjectId: string, subjectType = 'order') =>
  inTransaction(city.caller(), ({ journal }) => journal({ subjectType, subjectId, type }));

test('a page hears what happens on its topics, and nothing of others', async () => {
  const page = await open(tokenOf(user('agent')));
  const [mine, other] = [newId(), newId()];
  expect(await page.subscribe(`order:${mine}`)).toMatchObject({
    ok: [`order:${mine}`],
    denied: [],
  });
  await say('order.issued', other);
  await say('order.garbled', mine);
  await say('order.issued', mine);
  await until(() => page.seen.length > 0);
  expect(page.seen).toMatchObject([
    { type: 'order.issued', subjectId: mine, topics: [`order:${mine}`] },
  ]);
});

test('topics of others, and of nobody, are denied', async () => {
  const [ours, theirs] = [newId(), newId()];
  const [orderOfOurs, orderOfTheirs] = [newId(), newId()];
  agencyOf.set(orderOfOurs, ours).set(orderOfTheirs, theirs);
  const page = await open(tokenOf(user('agency', ours)));
  const ack = await page.subscribe(
    `order:${orderOfOurs}`,
    `order:${orderOfTheirs}`,
    'orders',
    'constructor',
    'unknown:1',
  );
  expect(ack.ok).toEqual([`order:${orderOfOurs}`]);
  expect(ack.denied).toEqual([`order:${orderOfTheirs}`, 'orders', 'constructor', 'unknown:1']);
  const citizen = await open(signCapability(city.server, 'order', orderOfOurs, 60));
  const seen = await citizen.subscribe(`order:${orderOfOurs}`, `order:${orderOfTheirs}`, 'board');
  expect(seen.ok).toEqual([`order:${orderOfOurs}`]);
});

test('an order that goes to another agency is no longer told to the first', async () => {
  const [first, second, order] = [newId(), newId(), newId()];
  agencyOf.set(order, first);
  const page = await open(tokenOf(user('agency', first)));
  const agent = await open(tokenOf(user('agent')));
  await page.subscribe(`order:${order}`);
  await agent.subscribe(`order:${order}`);
  await say('order.issued', order);
  await until(() => page.seen.length === 1);
  agencyOf.set(order, second);
  await say('order.moved', order);
  await until(() => agent.seen.length === 2);
  expect(page.seen).toHaveLength(1);
});

test('a page that reconnects while much happens misses nothing and hears nothing twice', async () => {
  const agent = user('agent');
  const order = newId();
  const heard: number[] = [];
  let after = await journalHead(city.app);
  const start = after;
  let writing = true;
  const writer = (async () => {
    for (let at = 0; at < 300; at++) await say('order.issued', order);
    writing = false;
  })();
  while (writing || after < start + 300) {
    const page = await open(tokenOf(agent), after);
    await page.subscribe('orders');
    // A second topic of the same events, added while they stream in: still once each.
    await page.subscribe('orders', `order:${order}`);
    await until(() => page.seen.length >= 20 || page.seen.at(-1)?.position === start + 300);
    page.socket.disconnect();
    heard.push(...page.seen.map((change) => change.position));
    after = heard.at(-1) ?? after;
  }
  await writer;
  expect(heard).toEqual(Array.from({ length: 300 }, (_, index) => start + 1 + index));
}, 40_000);

test('what was missed before this process started is read from the journal', async () => {
  const order = newId();
  await say('order.issued', order);
  await say('order.issued', newId());
  await say('order.moved', order);
  await until(async () => (await journalHead(city.app)) === 3);
  const next = await startTestAgain();
  const page = await open(tokenOf(user('agent')), 0);
  await page.subscribe(`order:${order}`);
  await until(() => page.seen.length === 2);
  expect(page.seen.map((change) => change.position)).toEqual([1, 3]);
  await next();
});

/** Another process's hub on the same database, whose memory begins now. */
async function startTestAgain(): Promise<() => Promise<void>> {
  const { buildServer } = await import('../http/server.ts');
  const server = await buildServer(city.app, [live, room]);
  await server.ready();
  const stop = await startLiveHub(server, city.app);
  await server.listen({ host: '127.0.0.1', port: 0 });
  address = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return async () => {
    await stop();
    await server.close();
  };
}

test('a page that missed too much, or comes from another database, is told to fetch anew', async () => {
  await say('order.issued', newId());
  await until(async () => (await journalHead(city.app)) === 1);
  const page = await open(tokenOf(user('agent')), 99_999);
  await page.subscribe('orders');
  await until(() => page.resyncs.length === 1);
  await say('order.issued', newId());
  await until(() => page.seen.length === 1);
  expect(page.seen[0]?.position).toBe(2);
});

test('a revoked sign-in closes its sockets within seconds and may not come back', async () => {
  const agent = user('agent');
  const page = await open(tokenOf(agent));
  const other = await open(tokenOf(user('agent')));
  const closed = new Promise<string>((resolve) => page.socket.once('disconnect', resolve));
  const start = performance.now();
  await say('session.revoked', agent.sessionId, 'session');
  await closed;
  expect(performance.now() - start).toBeLessThan(5_000);
  await expect(open(tokenOf(agent))).rejects.toThrow('has ended');
  expect(other.socket.connected).toBe(true);
});

test('a changed user is made to connect anew', async () => {
  const agent = user('agent');
  const page = await open(tokenOf(agent));
  await say('user.changed', agent.id, 'user');
  await until(() => !page.socket.connected);
  await open(tokenOf(agent));
});

test('an expired token closes its socket, unless a fresh one was sent in time', async () => {
  const [lazy, careful] = [user('agent'), user('agent')];
  const first = await open(tokenOf(lazy, 2));
  const second = await open(tokenOf(careful, 2));
  const refreshed = await second.socket
    .timeout(5_000)
    .emitWithAck('refresh', { token: tokenOf(careful) });
  expect(refreshed).toEqual({ ok: true });
  const stranger = await second.socket
    .timeout(5_000)
    .emitWithAck('refresh', { token: tokenOf(lazy) });
  expect(stranger.error).toBe('unauthorised');
  expect(first.socket.connected).toBe(true);
  city.clock.advance({ seconds: 2 });
  await until(() => !first.socket.connected);
  expect(second.socket.connected).toBe(true);
});

test('a foreign page, a bad token and a bad message get nowhere, and the process goes on', async () => {
  const token = tokenOf(user('agent'));
  await expect(open(token, undefined, { origin: 'https://evil.example' })).rejects.toThrow();
  await expect(open('nonsense')).rejects.toThrow('token');
  const page = await open(token, undefined, { origin: 'http://localhost:1999' });
  const bad: unknown[] = [null, 7, { topics: 'orders' }, { topics: ['a b'] }, { topics: [{}] }];
  for (const message of bad) {
    const answer = await page.socket.timeout(5_000).emitWithAck('subscribe', message);
    expect(answer.error).toBe('invalid_input');
  }
  page.socket.emit('subscribe');
  page.socket.emit('subscribe', { topics: ['orders'] }, 'not a function');
  page.socket.emit('no such event', {});
  expect(await page.subscribe('orders')).toMatchObject({ ok: ['orders'] });
});

test('board values are computed once for all watchers and at most four times a second', async () => {
  figure = 1;
  computed = 0;
  const pages = await Promise.all([
    open(tokenOf(user('supervisor'))),
    open(tokenOf(user('agent'))),
    open(tokenOf(user('supervisor'))),
  ]);
  const shown: { values: { figure: number } }[][] = pages.map(() => []);
  pages.forEach((page, index) => {
    page.socket.on('board', (message) => shown[index]?.push(message));
  });
  for (const page of pages) await page.subscribe('board');
  await until(() => shown.every((messages) => messages.length > 0));
  const start = performance.now();
  const before = computed;
  for (figure = 2; figure < 40; figure++) await say('order.issued', newId());
  await until(() => shown.every((messages) => messages.at(-1)?.values.figure === 40));
  const seconds = (performance.now() - start) / 1000;
  expect(computed - before).toBeLessThanOrEqual(Math.ceil(seconds * 4) + 1);
  expect(shown[0]?.[0]).toMatchObject({ topic: 'board' });
});

test('by polling one gets the same changes under the same authorisation', async () => {
  const [ours, theirs] = [newId(), newId()];
  const [agencyA, agencyB] = [newId(), newId()];
  agencyOf.set(ours, agencyA).set(theirs, agencyB);
  await say('order.issued', ours);
  await say('order.issued', theirs);
  await city.settle();
  const agency = city.as(user('agency', agencyA));
  const none = await city.as({ kind: 'public', id: null }).get('/api/changes?after=0');
  expect(none.status).toBe(401);
  expect((await agency.get('/api/changes?after=x')).status).toBe(400);
  const agent = city.as(user('agent'));
  const own = await agency.get(`/api/changes?after=0&topics=order:${ours},order:${theirs},orders`);
  expect(own.body.changes).toHaveLength(1);
  expect(own.body.denied).toEqual([`order:${theirs}`, 'orders']);
  const all = await agent.get(`/api/changes?after=0&topics=orders,order:${ours},nobody`);
  expect(all.status).toBe(200);
  expect(all.body).toMatchObject({ position: 2, resync: false, denied: ['nobody'] });
  expect(all.body.changes.map((change: Change) => [change.position, change.topics])).toEqual([
    [1, [`order:${ours}`, 'orders']],
    [2, ['orders']],
  ]);
  expect((await agent.get('/api/changes')).body).toMatchObject({ position: 2, changes: [] });
  expect((await agent.get('/api/changes?after=7&topics=orders')).body.resync).toBe(true);
});
