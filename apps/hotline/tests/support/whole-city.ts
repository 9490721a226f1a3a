import { users } from '@1999/directory';
import { type Actor, newId, seedCity, signAccessToken, signCapability } from '@1999/platform';
import { startTestApp, type TestApp, type TestClient, testConfig } from '@1999/platform/testing';
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { Logger } from 'pino';
import { modules } from '../../src/modules.ts';
import { startOutsideCarrier } from './outside-carrier.ts';
import type { Face } from './story.ts';

export type User = Extract<Actor, { kind: 'user' }>;

/** The whole demo city in this process: every room, and a carrier that takes what it is told. */
export interface WholeCity extends TestApp {
  /** What the carrier was asked to do, as `METHOD path body`. */
  readonly carrierHeard: string[];
  actor(username: string): User;
  who(username: string): TestClient;
  /** Any request as this actor, and the answer to the last byte. */
  send(actor: Actor, request: InjectOptions): Promise<LightMyRequestResponse>;
}

/** Starts the demo city with all rooms. Close it after the tests. */
export async function startWholeCity(options: { log?: Logger } = {}): Promise<WholeCity> {
  const carrier = await startOutsideCarrier();
  const { url } = carrier;
  const twilio = { ...testConfig().twilio, apiUrl: url };
  const city = await startTestApp({ modules, config: { twilio, mediaUrl: url }, ...options });
  await seedCity(city.app, modules);
  const people = new Map((await users(city.app.db)).map((user) => [user.username, user]));
  const actor = (username: string): User => {
    const user = people.get(username);
    if (!user) throw new Error(`nobody signs in as ${username}`);
    const { id, role, agencyId } = user;
    return { kind: 'user', id, role, agencyId, sessionId: newId() };
  };
  return {
    ...city,
    carrierHeard: carrier.heard,
    actor,
    who: (username) => city.as(actor(username)),
    send: (by, request) => {
      const token = tokenOf(city, by);
      const authorization = token ? { authorization: `Bearer ${token}` } : {};
      return city.server.inject({ ...request, headers: { ...authorization, ...request.headers } });
    },
    close: async () => {
      carrier.close();
      await city.close();
    },
  };
}

/** The city's HTTP face, for a story. */
export function faceOf({ app, server }: TestApp): Face {
  return {
    publicUrl: app.config.publicUrl,
    carrierToken: app.config.twilio.authToken,
    request: async ({ method, url, headers, body }) => {
      const request = { method, url, headers, ...(body ? { payload: body } : {}) };
      const answer = await server.inject(request as InjectOptions);
      const isJson = String(answer.headers['content-type']).includes('json');
      const status = answer.statusCode;
      return { status, body: isJson && answer.body ? answer.json() : answer.body };
    },
  };
}

function tokenOf({ server }: TestApp, actor: Actor): string | null {
  if (actor.kind === 'user') return signAccessToken(server, actor, 3_600);
  if (actor.kind === 'capability') {
    return signCapability(server, actor.capability, actor.id, 3_600);
  }
  return null;
}

/** The body of an answer that must have this status. */
export function ok<T>(answer: { status: number; body: unknown }, status = 200): T {
  if (answer.status !== status) {
    throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
  return answer.body as T;
}
