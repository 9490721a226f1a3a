import { SessionAnswer, type SessionUser } from '@1999/directory/contract';
import { ApiError } from '../api/api-error.ts';
import { type ApiClient, createApi } from '../api/client.ts';
import { webClock } from '../time/web-clock.ts';
import type { SessionMemory } from './session-memory.ts';

export type SessionState =
  | { status: 'starting' }
  | { status: 'signedOut' }
  | { status: 'signedIn'; user: SessionUser }
  /** The sign-in ended by itself; the screen stays until the same person signs in again. */
  | { status: 'expired'; user: SessionUser };

export interface Credentials {
  username: string;
  password: string;
  otp?: string;
}

/** Renewed this long before the access token ends, so that no request meets the end. */
const renewAheadMs = 30_000;

/**
 * The sign-in of this tab. The access token lives in memory only; the refresh cookie, which the
 * page cannot read, brings it back after a reload. Renewals run one at a time across tabs.
 */
export class SessionStore {
  #state: SessionState = { status: 'starting' };
  #token: string | undefined;
  #renewal: Promise<string | undefined> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #tokenListeners = new Set<() => void>();
  readonly #tabs = new BroadcastChannel('1999.session');
  #memory: SessionMemory | undefined;
  #mayLeave: () => Promise<boolean> = async () => true;
  readonly #plain = createApi({ current: () => undefined });

  /** The client that acts as the signed-in person. */
  readonly api: ApiClient = createApi({
    current: () => this.#token,
    renew: (stale) => (stale === this.#token ? this.renew() : Promise.resolve(this.#token)),
  });

  constructor() {
    this.#tabs.addEventListener('message', ({ data }) => {
      if (data === 'signedOut') this.#become({ status: 'signedOut' });
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The access token, for the socket's handshake. */
  get token(): string | undefined {
    return this.#token;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells of every new access token. */
  onToken = (listener: () => void): (() => void) => {
    this.#tokenListeners.add(listener);
    return () => this.#tokenListeners.delete(listener);
  };

  /**
   * Lets a device that starts without a network show the screens of the person who was last signed
   * in there. What the server later says of the sign-in counts.
   */
  remember(memory: SessionMemory): void {
    this.#memory = memory;
  }

  /** Asks `mayLeave` before signing out: something here may not have been sent yet. */
  guardSignOut(mayLeave: () => Promise<boolean>): void {
    this.#mayLeave = mayLeave;
  }

  /** @throws ApiError: 401 for wrong credentials, 423 or 429 for a locked account. */
  async signIn(credentials: Credentials): Promise<void> {
    const answer = await this.#plain.post('/api/session', {
      body: { ...credentials, otp: credentials.otp || undefined },
      schema: SessionAnswer,
    });
    this.#accept(answer);
  }

  /** Ends the sign-in here and in this browser's other tabs; works without a network too. */
  async signOut(): Promise<void> {
    if (!(await this.#mayLeave())) return;
    const ending = this.api.del('/api/session').catch(() => undefined);
    this.#tabs.postMessage('signedOut');
    await ending;
    this.#become({ status: 'signedOut' });
  }

  /** Gets a new access token by the cookie; undefined when there is no sign-in any more. */
  renew(): Promise<string | undefined> {
    this.#renewal ??= this.#renewOnce().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #renewOnce(): Promise<string | undefined> {
    const ask = () => this.#plain.post('/api/session/refresh', { schema: SessionAnswer });
    try {
      const answer = await (navigator.locks
        ? navigator.locks.request('1999.session.refresh', ask)
        : ask());
      this.#accept(answer);
      return answer.accessToken;
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
        const state = this.#state;
        const user = 'user' in state ? state.user : this.#memory?.recall();
        this.#become(user ? { status: 'expired', user } : { status: 'signedOut' });
        return undefined;
      }
      if (this.#state.status === 'starting') {
        const user = this.#memory?.recall();
        if (!user) throw error;
        this.#become({ status: 'signedIn', user });
      }
      // The server is away: stay signed in and try again soon.
      this.#schedule(5_000);
      return undefined;
    }
  }

  #accept(answer: SessionAnswer): void {
    this.#token = answer.accessToken;
    this.#memory?.keep(answer.user);
    this.#schedule(Math.max(5_000, answer.expiresInMs - renewAheadMs));
    this.#become({ status: 'signedIn', user: answer.user });
    for (const listener of this.#tokenListeners) listener();
  }

  #schedule(afterMs: number): void {
    clearTimeout(this.#timer);
    // A sleeping laptop stops timers, so the due time is checked by the clock as well.
    const dueAt = webClock.monotonicMs() + afterMs;
    const look = () => {
      const left = dueAt - webClock.monotonicMs();
      if (left <= 0) void this.renew();
      else this.#timer = setTimeout(look, Math.min(left, 15_000));
    };
    this.#timer = setTimeout(look, Math.min(afterMs, 15_000));
  }

  #become(state: SessionState): void {
    if (state.status === 'signedOut' || state.status === 'expired') {
      this.#token = undefined;
      clearTimeout(this.#timer);
    }
    if (state.status === 'signedOut') this.#memory?.forget();
    // A renewed token of the same person is no news to the screens.
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** The one sign-in of this page. */
export const session = new SessionStore();

/** The client that acts as the signed-in person. */
export const api: ApiClient = session.api;
