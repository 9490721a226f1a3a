import { randomUUID } from 'node:crypto';
import { SessionAnswer } from '@1999/directory/contract';
import { z } from 'zod';
import type { Scheduler } from '../../carrier/scheduler.ts';

/** An answer of the API that is no success. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, request: string) {
    super(`${request} answered ${status} ${code}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
  }
}

/** The password of every demo account. */
const PASSWORD = 'demo1999';
const TRIES = 5;
const TIMEOUT_MS = 15_000;

const Problem = z.object({ code: z.string() });

/**
 * The platform's API as one person uses it: signed in, the sign-in renewed by its cookie as in a
 * browser, each write under an Idempotency-Key, so that one whose answer was lost can be repeated.
 */
export class Api {
  readonly url: string;
  readonly #scheduler: Scheduler;
  readonly #newToken = new Set<(token: string) => void>();
  #session: SessionAnswer | undefined;
  #cookie = '';
  #cancelRenewal = () => {};

  constructor(url: string, scheduler: Scheduler) {
    this.url = url;
    this.#scheduler = scheduler;
  }

  /** Signs a demo account in. @throws ApiProblem */
  async signIn(username: string): Promise<this> {
    const body = { username, password: PASSWORD };
    this.#take(await this.post('/api/session', body, SessionAnswer));
    return this;
  }

  get user(): SessionAnswer['user'] {
    if (!this.#session) throw new Error('nobody is signed in');
    return this.#session.user;
  }

  get token(): string {
    return this.#session?.accessToken ?? '';
  }

  /** Tells of every new token until the returned function is called. */
  onToken(listener: (token: string) => void): () => void {
    this.#newToken.add(listener);
    return () => this.#newToken.delete(listener);
  }

  get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
    return this.#ask('GET', path, undefined, schema);
  }

  post<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.output<S>> {
    return this.#ask('POST', path, body, schema);
  }

  put<S extends z.ZodType>(path: string, body: unknown, schema: S): Promise<z.output<S>> {
    return this.#ask('PUT', path, body, schema);
  }

  async patch(path: string, body: unknown): Promise<void> {
    await this.#ask('PATCH', path, body, z.unknown());
  }

  /** Uploads one picture. */
  upload<S extends z.ZodType>(path: string, picture: Buffer, schema: S): Promise<z.output<S>> {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'photo.jpg');
    return this.#ask('POST', path, form, schema);
  }

  /** Stops renewing; the sign-in ends by itself. */
  close(): void {
    this.#cancelRenewal();
  }

  #take(session: SessionAnswer): void {
    this.#session = session;
    for (const listener of this.#newToken) listener(session.accessToken);
    this.#cancelRenewal = this.#scheduler.after(session.expiresInMs * 0.7, () => {
      this.#renew().catch(() => {});
    });
  }

  async #renew(): Promise<void> {
    this.#cancelRenewal();
    this.#take(await this.#ask('POST', '/api/session/refresh', undefined, SessionAnswer));
  }

  async #ask<S extends z.ZodType>(
    method: string,
    path: string,
    body: unknown,
    schema: S,
  ): Promise<z.output<S>> {
    const key = method === 'GET' ? undefined : randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return schema.parse(await this.#once(method, path, body, key));
      } catch (error) {
        // A token that ran out while the server was away.
        if (isUnauthorised(error) && this.#session && attempt === 1 && !isSession(path)) {
          await this.#renew();
          continue;
        }
        const away = error instanceof ApiProblem ? error.status >= 502 : isNetwork(error);
        if (!away || attempt === TRIES) throw error;
        await new Promise<void>((go) => this.#scheduler.after(500 * attempt, go));
      }
    }
  }

  async #once(
    method: string,
    path: string,
    body: unknown,
    key: string | undefined,
  ): Promise<unknown> {
    const form = body instanceof FormData;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(this.#session ? { authorization: `Bearer ${this.#session.accessToken}` } : {}),
        ...(this.#cookie && isSession(path) ? { cookie: this.#cookie } : {}),
        ...(key && !isSession(path) ? { 'idempotency-key': key } : {}),
        ...(body !== undefined && !form ? { 'content-type': 'application/json' } : {}),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (cookie) this.#cookie = cookie;
    const answer = await readAnswer(response);
    if (response.ok) return answer;
    const code = Problem.safeParse(answer).data?.code ?? '';
    throw new ApiProblem(
      response.status,
      code,
      `${method} ${path.replace(/[0-9a-f-]{36}/g, ':id')}`,
    );
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json');
  return json && text ? JSON.parse(text) : null;
}

function isUnauthorised(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401;
}

function isSession(path: string): boolean {
  return path.startsWith('/api/session');
}

function isNetwork(error: unknown): boolean {
  const name = (error as Error | null)?.name;
  return error instanceof TypeError || name === 'TimeoutError' || name === 'AbortError';
}
