import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ApiClient } from '../api/client.ts';
import type { LiveEvent } from './contract.ts';
import { LiveConnection, type LiveOptions } from './live-connection.ts';

/** A server that speaks the platform's live protocol, and remembers what it was told. */
class LiveServer {
  readonly http = createServer();
  readonly io = new Server(this.http, { transports: ['websocket'] });
  readonly handshakes: { token: string; after?: number }[] = [];
  readonly subscriptions: string[][] = [];
  readonly refreshed: string[] = [];
  goodToken = 'good';
  position = 100;
  sockets = new Set<Socket>();

  constructor() {
    this.io.use((socket, next) => {
      const auth = socket.handshake.auth as { token: string; after?: number };
      this.handshakes.push(auth);
      next(auth.token === this.goodToken ? undefined : new Error('token_invalid'));
    });
    this.io.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('refresh', ({ token }) => this.refreshed.push(token));
      socket.on('subscribe', ({ topics }, answer) => {
        this.subscriptions.push(topics);
        answer({ ok: topics, denied: [], position: this.position });
      });
    });
  }

  async url(): Promise<string> {
    await new Promise<void>((done) => this.http.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  tell(position: number, topic = 'orders'): void {
    this.position = Math.max(this.position, position);
    for (const socket of this.sockets) socket.emit('event', event(position, topic));
  }

  /** Breaks every connection below Socket.IO, as a dying process does. */
  breakAll(): void {
    for (const socket of this.sockets) socket.conn.close();
    this.sockets.clear();
  }
}

const event = (position: number, topic: string): LiveEvent => ({
  position,
  topics: [topic],
  type: 'order.issued',
  subjectType: 'order',
  subjectId: '01934c5e-0000-7000-8000-000000000001',
  threadId: null,
  at: '2026-11-23T10:00:00Z',
});

let server: LiveServer;
let leave: (() => void) | undefined;
let token: string;

beforeEach(() => {
  server = new LiveServer();
  token = 'good';
});
afterEach(async () => {
  leave?.();
  await server.io.close();
});

async function connect(options: Partial<LiveOptions> = {}) {
  const heard: number[] = [];
  const covered: string[] = [];
  const connection = new LiveConnection({
    url: await server.url(),
    token: () => token,
    api: {} as ApiClient,
    onResync: () => covered.push('resync'),
    ...options,
  });
  leave = connection.listen({
    topics: ['orders'],
    onEvent: ({ position }) => heard.push(position),
    onCovered: () => covered.push('covered'),
  });
  return { connection, heard, covered };
}

test('it subscribes to what is listened to, and tells the events of it', async () => {
  const { connection, heard, covered } = await connect();
  await vi.waitFor(() => expect(connection.state.status).toBe('live'));
  expect(server.subscriptions).toEqual([['orders']]);
  server.tell(101);
  server.tell(102, 'calls');
  server.tell(103);
  await vi.waitFor(() => expect(heard).toEqual([101, 103]));
  expect(covered).toEqual(['covered']);
});

test('after a break it resumes from the last position and tells nothing twice', async () => {
  const { connection, heard, covered } = await connect();
  await vi.waitFor(() => expect(connection.state.status).toBe('live'));
  server.tell(101);
  await vi.waitFor(() => expect(heard).toEqual([101]));
  server.breakAll();
  await vi.waitFor(() => expect(server.handshakes).toHaveLength(2), { timeout: 5_000 });
  expect(server.handshakes[1]?.after).toBe(101);
  await vi.waitFor(() => expect(connection.state.status).toBe('live'));
  server.tell(101);
  server.tell(102);
  await vi.waitFor(() => expect(heard).toEqual([101, 102]));
  expect(covered).toEqual(['covered']);
});

test('a refused token is renewed, and the connection made with the new one', async () => {
  token = 'stale';
  const { connection } = await connect({
    renew: async () => {
      token = 'good';
    },
  });
  await vi.waitFor(() => expect(connection.state.status).toBe('live'), { timeout: 8_000 });
  expect(server.handshakes.map((handshake) => handshake.token)).toEqual(['stale', 'good']);
});

test('a new token goes on to the server, so that the old one’s end breaks nothing', async () => {
  let told: () => void = () => expect.unreachable();
  const { connection } = await connect({
    onToken: (listener) => {
      told = listener;
      return () => undefined;
    },
  });
  await vi.waitFor(() => expect(connection.state.status).toBe('live'));
  token = 'newer';
  told();
  await vi.waitFor(() => expect(server.refreshed).toEqual(['newer']));
});

test('a new topic is asked for on the connection that stands', async () => {
  const { connection } = await connect();
  await vi.waitFor(() => expect(connection.state.status).toBe('live'));
  const also = connection.listen({ topics: ['calls'] });
  await vi.waitFor(() => expect(server.subscriptions.at(-1)).toEqual(['calls', 'orders']));
  expect(server.handshakes).toHaveLength(1);
  also();
});

test('while no socket can be had it polls, and tells an event only once when it returns', async () => {
  server.goodToken = 'none';
  const asked: string[] = [];
  const get = async (path: string) => {
    asked.push(path);
    const changes = asked.length > 1 ? [event(101, 'orders')] : [];
    return { position: asked.length > 1 ? 101 : 100, changes, denied: [], resync: false };
  };
  const { connection, heard } = await connect({ api: { get } as unknown as ApiClient });
  await vi.waitFor(() => expect(connection.state.status).toBe('polling'), { timeout: 8_000 });
  await vi.waitFor(() => expect(heard).toEqual([101]), { timeout: 5_000 });
  expect(asked.slice(0, 2)).toEqual([
    '/api/changes?topics=orders',
    '/api/changes?topics=orders&after=100',
  ]);
  server.goodToken = 'good';
  await vi.waitFor(() => expect(connection.state.status).toBe('live'), { timeout: 5_000 });
  server.tell(101);
  server.tell(102);
  await vi.waitFor(() => expect(heard).toEqual([101, 102]));
});
