import type { FastifyInstance } from 'fastify';
import { Gauge } from 'prom-client';
import { Server, type Socket } from 'socket.io';
import type { Actor } from '../access/actor.ts';
import type { JournalEvent } from '../contract.ts';
import { Unauthorised } from '../errors/app-error.ts';
import { readToken } from '../http/tokens.ts';
import { Bell } from '../journal/bell.ts';
import { journalHead, tail } from '../journal/reader.ts';
import type { App } from '../module/app.ts';
import { describeFailure } from '../reactions/describe-failure.ts';
import { isOwnOrigin } from './allow-origin.ts';
import { type BoardMessage, Boards } from './boards.ts';
import { Feed } from './feed.ts';
import { endedBy, isRevoked } from './revocation.ts';
import { Subscriber } from './subscriber.ts';
import { topicBook } from './topic-book.ts';
import { Handshake, Refresh, Subscribe } from './wire.ts';

const TOKEN_CHECK_MS = 2_000;
const RETRY_MS = 250;
/** A socket that has so many packets unsent does not keep up; it is closed and resumes later. */
const MAX_UNSENT = 5_000;

/**
 * Starts the live sockets on the web server: `subscribe`, `refresh` from the client; `event`,
 * `board`, `resync` to it. Returns the way to stop, which closes every socket.
 */
export async function startLiveHub(
  server: FastifyInstance,
  app: App,
): Promise<() => Promise<void>> {
  const hub = new Hub(server, app, await journalHead(app));
  return () => hub.stop();
}

class Hub {
  readonly #server: FastifyInstance;
  readonly #app: App;
  readonly #io: Server;
  readonly #feed: Feed;
  readonly #boards: Boards;
  readonly #sockets = new Map<Socket, Subscriber>();
  readonly #stopping = new AbortController();
  readonly #following: Promise<void>;
  readonly #tokenCheck: NodeJS.Timeout;

  constructor(server: FastifyInstance, app: App, head: number) {
    this.#server = server;
    this.#app = app;
    this.#feed = new Feed(app, head);
    this.#boards = new Boards(
      app,
      app.services.get(topicBook).values,
      (topic) => this.#feed.subscribersOf(topic).size > 0,
      (message) => this.#emitBoard(message),
    );
    this.#io = new Server(server.server, {
      transports: ['websocket'],
      serveClient: false,
      maxHttpBufferSize: 100_000,
      allowRequest: (request, answer) =>
        answer(null, !this.#stopping.signal.aborted && isOwnOrigin(request, app.config.publicUrl)),
    });
    this.#io.use((socket, next) => {
      this.#admit(socket).then(() => next(), next);
    });
    this.#io.on('connection', (socket) => this.#welcome(socket));
    this.#following = this.#follow();
    this.#tokenCheck = setInterval(() => this.#checkTokens(), TOKEN_CHECK_MS);
    countSockets(app, () => this.#sockets.size);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#tokenCheck);
    this.#boards.stop();
    // Not `io.close()`: that would close the web server as well, which others still answer from.
    this.#io.engine.close();
    await this.#following;
  }

  /** Hands on sealed events from where the feed stands, however often the database goes away. */
  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await tail(this.#app, { from: this.#feed.position, signal }, (events) =>
          this.#take(events),
        );
      } catch (error) {
        this.#app.log.warn({ reason: describeFailure(error) }, 'the live feed starts again');
        await new Bell().wait(RETRY_MS, signal);
      }
    }
  }

  async #take(events: JournalEvent[]): Promise<void> {
    for (const [socket, { actor }] of this.#sockets) {
      if (endedBy(events, actor)) this.#close(socket);
    }
    await this.#feed.deliver(events);
    this.#boards.take(events);
  }

  /** Lets a socket in by its token. @throws Unauthorised */
  async #admit(socket: Socket): Promise<void> {
    const handshake = Handshake.safeParse(socket.handshake.auth);
    if (!handshake.success) throw new Unauthorised('token_missing', 'Send {token, after}.');
    const { token, after } = handshake.data;
    const actor = await this.#actorOf(token);
    socket.data.subscriber = new Subscriber(actor, token, after ?? undefined, (change) => {
      socket.emit('event', change);
      if (unsent(socket) > MAX_UNSENT) this.#close(socket);
    });
  }

  async #actorOf(token: string): Promise<Actor> {
    const actor = readToken(this.#server, token);
    if (await isRevoked(this.#app, actor)) {
      throw new Unauthorised('session_ended', 'This sign-in has ended; sign in again.');
    }
    return actor;
  }

  #welcome(socket: Socket): void {
    const subscriber = socket.data.subscriber as Subscriber;
    this.#sockets.set(socket, subscriber);
    socket.on('disconnect', () => {
      this.#sockets.delete(socket);
      this.#feed.leave(subscriber);
    });
    this.#on(socket, 'subscribe', (input) => {
      const { topics, after } = Subscribe.parse(input);
      const turn = subscriber.turn.then(() => this.#subscribe(socket, topics, after ?? undefined));
      subscriber.turn = turn.catch(() => {});
      return turn;
    });
    this.#on(socket, 'refresh', async (input) => {
      const { token } = Refresh.parse(input);
      const fresh = await this.#actorOf(token);
      if (JSON.stringify(fresh) !== subscriber.actorKey) {
        throw new Unauthorised('other_actor', 'Connect anew as somebody else.');
      }
      subscriber.token = token;
      return { ok: true };
    });
  }

  async #subscribe(socket: Socket, topics: string[], after: number | undefined): Promise<unknown> {
    const subscriber = this.#sockets.get(socket);
    if (!subscriber) return null;
    const before = new Set(subscriber.topics);
    const ack = await this.#feed.subscribe(subscriber, topics, after, (position) =>
      socket.emit('resync', { position }),
    );
    if (!this.#sockets.has(socket)) this.#feed.leave(subscriber);
    for (const topic of ack.ok.filter((one) => !before.has(one))) {
      const last = this.#boards.watch(topic);
      if (last) socket.emit('board', last);
    }
    return ack;
  }

  /**
   * Handles one of the client's messages. Whatever it holds, the process goes on: a bad message
   * gets {error}, and a socket that cannot be served now is closed, so that it comes again.
   */
  #on(socket: Socket, name: string, handle: (input: unknown) => Promise<unknown>): void {
    socket.on(name, (input: unknown, ...rest: unknown[]) => {
      const last = rest.at(-1);
      const answer = typeof last === 'function' ? (last as (value: unknown) => void) : () => {};
      Promise.resolve()
        .then(() => handle(input))
        .then(answer)
        .catch((error: unknown) => {
          const status = (error as { status?: number } | null)?.status;
          const isTheirs = (error as Error | null)?.name === 'ZodError' || (status ?? 500) < 500;
          if (!isTheirs) {
            this.#app.log.warn({ name, reason: describeFailure(error) }, 'closing a live socket');
            return this.#close(socket);
          }
          answer({ ok: [], denied: [], error: status === 401 ? 'unauthorised' : 'invalid_input' });
        });
    });
  }

  async #emitBoard(message: BoardMessage): Promise<void> {
    await this.#feed.dropForbidden(new Set([message.topic]));
    const watchers = this.#feed.subscribersOf(message.topic);
    for (const [socket, subscriber] of this.#sockets) {
      if (watchers.has(subscriber)) socket.emit('board', message);
    }
  }

  /** A token that has ended closes its socket; the client sends a fresh one in time by `refresh`. */
  #checkTokens(): void {
    for (const [socket, { token }] of this.#sockets) {
      try {
        readToken(this.#server, token);
      } catch {
        this.#close(socket);
      }
    }
  }

  /** Closes the connection below Socket.IO, so that the client's own reconnecting sets in. */
  #close(socket: Socket): void {
    const subscriber = this.#sockets.get(socket);
    this.#sockets.delete(socket);
    if (subscriber) this.#feed.leave(subscriber);
    socket.conn.close();
  }
}

function unsent(socket: Socket): number {
  return (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
}

function countSockets(app: App, count: () => number): void {
  app.meters.removeSingleMetric('live_sockets');
  new Gauge({
    name: 'live_sockets',
    help: 'Live sockets open in this process',
    registers: [app.meters],
    collect() {
      this.set(count());
    },
  });
}
