import { io, type Socket } from 'socket.io-client';
import type { ApiClient } from '../api/client.ts';
import { webClock } from '../time/web-clock.ts';
import { BoardMessage, ChangesAnswer, LiveEvent, SubscribeAck } from './contract.ts';
import { LiveFeed, type LiveListener } from './live-feed.ts';

/** `polling`: no socket, but the changes feed answers. `offline`: neither. */
export type ConnectionStatus = 'idle' | 'connecting' | 'live' | 'polling' | 'offline';

export interface ConnectionState {
  status: ConnectionStatus;
  /** Monotonic ms of the last word from the server, for "data of 14:02". */
  heardAtMs: number;
}

export interface LiveOptions {
  /** Where the server is; the page's own origin unless told. */
  url?: string;
  token(): string | undefined;
  /** Gets a fresh token after the server refused the present one. */
  renew?(): Promise<unknown>;
  /** Tells of a new token, which goes on to the server so that the connection outlives the old. */
  onToken?(listener: () => void): () => void;
  api: ApiClient;
  /** Everything shown may be old: fetch it all again. */
  onResync(): void;
}

const socketPatienceMs = 5_000;
const pollEveryMs = 2_000;

/**
 * The page's live connection: a WebSocket that resumes from the last position seen, and polling of
 * `/api/changes` for as long as the socket cannot connect. Open while anyone listens.
 */
export class LiveConnection {
  readonly #options: LiveOptions;
  readonly #feed = new LiveFeed();
  readonly #watchers = new Set<() => void>();
  #state: ConnectionState = { status: 'idle', heardAtMs: 0 };
  #socket: Socket | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setTimeout> | undefined;
  #forgetToken: (() => void) | undefined;
  #open = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Hears events of the listener's topics until the returned function is called. */
  listen(listener: LiveListener): () => void {
    const before = this.#feed.topics().join();
    const leave = this.#feed.listen(listener);
    this.#open += 1;
    if (!this.#socket) this.#connect();
    else if (this.#feed.topics().join() !== before) void this.#subscribe();
    return () => {
      leave();
      this.#open -= 1;
      // A page that changes its listeners lets go and takes hold again at once.
      setTimeout(() => this.#open === 0 && this.#close());
    };
  }

  #connect(): void {
    const socket = io(this.#options.url ?? '', {
      path: '/socket.io',
      transports: ['websocket'],
      reconnectionDelay: 300,
      reconnectionDelayMax: 5_000,
      randomizationFactor: 0.7,
      auth: (give) => give({ token: this.#options.token() ?? '', after: this.#feed.position }),
    });
    this.#socket = socket;
    this.#forgetToken = this.#options.onToken?.(() => {
      socket.emit('refresh', { token: this.#options.token() ?? '' });
    });
    this.#become('connecting');
    this.#loseSoon();
    socket.on('connect', () => void this.#subscribe());
    socket.on('disconnect', () => {
      this.#become('connecting');
      this.#loseSoon();
    });
    socket.on('connect_error', async () => {
      // Not active: the server refused the token, and Socket.IO does not try again by itself.
      if (socket.active) return;
      await this.#options.renew?.().catch(() => undefined);
      setTimeout(() => this.#socket === socket && socket.connect(), jitter(2_000));
    });
    socket.on('event', (data: unknown) => {
      const event = LiveEvent.safeParse(data);
      if (event.success) this.#take(event.data);
    });
    socket.on('board', (data: unknown) => {
      const board = BoardMessage.safeParse(data);
      if (!board.success) return;
      this.#heard();
      this.#feed.takeBoard(board.data);
    });
    socket.on('resync', (data?: { position?: number }) => {
      this.#feed.reset(data?.position);
      this.#options.onResync();
    });
    globalThis.addEventListener?.('online', this.#online);
  }

  readonly #online = () => this.#socket?.connect();

  /** On every (re)connection: says which topics are wanted. The server sends what was missed. */
  async #subscribe(): Promise<void> {
    const socket = this.#socket;
    if (!socket?.connected) return;
    const answer: unknown = await socket
      .timeout(5_000)
      .emitWithAck('subscribe', { topics: this.#feed.topics() })
      .catch(() => undefined);
    const ack = SubscribeAck.safeParse(answer);
    if (!ack.success) {
      // Without its answer nothing is sure: begin this connection again.
      if (socket.connected) socket.disconnect().connect();
      return;
    }
    for (const topic of ack.data.denied) console.warn(`live topic denied: ${topic}`);
    clearTimeout(this.#patience);
    this.#stopPolling();
    this.#become('live');
    this.#heard();
    this.#feed.startAt(ack.data.position);
    this.#feed.cover(ack.data.ok);
  }

  #loseSoon(): void {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => this.#startPolling(), socketPatienceMs);
  }

  #startPolling(): void {
    const look = async () => {
      try {
        const after = this.#feed.position;
        const query = new URLSearchParams({ topics: this.#feed.topics().join() });
        if (after !== undefined) query.set('after', String(after));
        const answer = await this.#options.api.get(`/api/changes?${query}`, {
          schema: ChangesAnswer,
          timeoutMs: 5_000,
        });
        if (answer.resync) {
          this.#feed.reset(answer.position);
          this.#options.onResync();
        }
        for (const change of answer.changes) this.#take(change);
        this.#feed.startAt(answer.position);
        if (after === undefined) this.#options.onResync();
        this.#become('polling');
        this.#heard();
      } catch {
        this.#become('offline');
      }
      if (this.#poll !== undefined) this.#poll = setTimeout(look, jitter(pollEveryMs));
    };
    if (this.#poll === undefined) this.#poll = setTimeout(look);
  }

  #stopPolling(): void {
    clearTimeout(this.#poll);
    this.#poll = undefined;
  }

  #take(event: LiveEvent): void {
    this.#heard();
    this.#feed.take(event);
  }

  #heard(): void {
    this.#state = { ...this.#state, heardAtMs: webClock.nowMs() };
  }

  #become(status: ConnectionStatus): void {
    if (this.#state.status === status) return;
    this.#state = { ...this.#state, status };
    for (const watcher of this.#watchers) watcher();
  }

  #close(): void {
    globalThis.removeEventListener?.('online', this.#online);
    clearTimeout(this.#patience);
    this.#stopPolling();
    this.#forgetToken?.();
    this.#socket?.disconnect();
    this.#socket = undefined;
    this.#feed.reset();
    this.#become('idle');
  }
}

/** `ms`, a fifth more or less, so that many screens do not ask in the same instant. */
function jitter(ms: number): number {
  return ms * (0.8 + Math.random() * 0.4);
}
