import { randomBytes } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { Registry } from 'prom-client';
import { inject } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { ManualClock } from '../clock/manual-clock.ts';
import type { Caller } from '../commands/context.ts';
import type { Config } from '../config/config.ts';
import { readLimits } from '../config/limits.ts';
import { type DatabaseHandles, openDatabase } from '../database/client.ts';
import { buildServer } from '../http/server.ts';
import { signAccessToken, signCapability } from '../http/tokens.ts';
import { newId } from '../ids/new-id.ts';
import { openJobPool } from '../jobs/job-pool.ts';
import { Wake } from '../journal/wake.ts';
import { makeLogger } from '../log/logger.ts';
import type { App } from '../module/app.ts';
import type { Module } from '../module/module.ts';
import { Services } from '../module/service.ts';
import { PostgresVault } from '../vault/postgres-vault.ts';
import { settle } from './settle.ts';
import { createDatabase, databaseUrl, dropDatabase } from './test-database.ts';

/** A room's routes on a database of its own, with the clock in the test's hand. */
export interface TestApp {
  readonly app: App;
  readonly server: FastifyInstance;
  readonly clock: ManualClock;
  /** The database owner's address, for looking behind the application's back. */
  readonly ownerUrl: string;
  /** A client that speaks as this actor through HTTP. */
  readonly as: (actor: Actor) => TestClient;
  /** For calling commands directly. */
  readonly caller: (actor?: Actor) => Caller;
  /** Seals the journal, then runs reactions, due sweeps and jobs until nothing is left to do. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface TestAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  readonly body: any;
  readonly headers: Record<string, unknown>;
}

export interface TestClient {
  get(url: string): Promise<TestAnswer>;
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
  put(url: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
  patch(url: string, body?: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
  del(url: string, body?: unknown): Promise<TestAnswer>;
}

/** The configuration tests run under: demo mode, secrets of this run only. */
export function testConfig(overrides: Partial<Config> = {}): Config {
  const secret = () => randomBytes(32).toString('base64');
  return {
    roles: ['all'],
    demo: true,
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://localhost:1999',
    dataDir: '.data',
    databaseUrl: undefined,
    appDatabaseUrl: undefined,
    secrets: {
      token: secret(),
      vaultMasterKey: secret(),
      blindIndexKey: secret(),
      media: secret(),
    },
    tls: undefined,
    trustProxy: false,
    limits: readLimits({}, true),
    twilio: {
      accountSid: `AC${'1999'.repeat(8)}`,
      authToken: secret(),
      number: '+88671999',
      apiUrl: undefined,
    },
    mediaUrl: undefined,
    drainNoticeMs: 0,
    logLevel: 'silent',
    ...overrides,
  };
}

/** Clones the template database and builds an application of `modules` on it. Close it after. */
export async function startTestApp(options: {
  modules: readonly Module[];
  clock?: ManualClock;
  config?: Partial<Config>;
  log?: App['log'];
}): Promise<TestApp> {
  const serverUrl = inject('postgresUrl');
  const name = `test_${newId().replaceAll('-', '')}`;
  await createDatabase(serverUrl, name, 'hotline_template');
  const ownerUrl = databaseUrl(serverUrl, name);
  const handles: DatabaseHandles = openDatabase(ownerUrl);
  const clock = options.clock ?? new ManualClock();
  const config = testConfig(options.config);
  const app: App = {
    config,
    clock,
    db: handles.db,
    sql: handles.sql,
    vault: new PostgresVault(config.secrets),
    log: options.log ?? makeLogger(config.logLevel),
    meters: new Registry(),
    wake: new Wake(),
    services: new Services(),
  };
  const discard = async () => {
    await handles.close();
    await dropDatabase(serverUrl, name);
  };
  const server = await compose(app, options.modules).catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  const system: Actor = { kind: 'system', id: 'test' };
  const jobs = openJobPool(app, ownerUrl, 3);
  return {
    app,
    server,
    clock,
    ownerUrl,
    as: (actor) => clientFor(server, actor),
    caller: (actor = system) => ({ app, actor }),
    settle: () => settle(app, options.modules, jobs),
    close: async () => {
      await server.close();
      await jobs.end();
      await discard();
    },
  };
}

async function compose(app: App, modules: readonly Module[]): Promise<FastifyInstance> {
  for (const module of modules) await module.plug?.(app);
  const server = await buildServer(app, modules);
  await server.ready();
  return server;
}

function clientFor(server: FastifyInstance, actor: Actor): TestClient {
  const send = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<TestAnswer> => {
    const token = tokenOf(server, actor);
    const request: InjectOptions = {
      method,
      url,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    };
    const answer = await server.inject(request);
    const isJson = /\bjson\b/.test(String(answer.headers['content-type'] ?? ''));
    return {
      status: answer.statusCode,
      body: isJson && answer.body ? answer.json() : answer.body,
      headers: answer.headers,
    };
  };
  return {
    get: (url) => send('GET', url),
    post: (url, body, headers) => send('POST', url, body, headers),
    put: (url, body, headers) => send('PUT', url, body, headers),
    patch: (url, body, headers) => send('PATCH', url, body, headers),
    del: (url, body) => send('DELETE', url, body),
  };
}

/** A token of this moment, so that a client outlives any step of the clock. */
function tokenOf(server: FastifyInstance, actor: Actor): string | null {
  if (actor.kind === 'user') return signAccessToken(server, actor, 3600);
  if (actor.kind === 'capability') {
    return signCapability(server, actor.capability, actor.id, 3600);
  }
  return null;
}
