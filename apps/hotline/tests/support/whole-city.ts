import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { users } from '@1999/directory';
import { type Actor, newId } from '@1999/platform';
import { startTestApp, type TestApp, type TestClient, testConfig } from '@1999/platform/testing';
import type { Logger } from 'pino';
import { modules } from '../../src/modules.ts';

export type User = Extract<Actor, { kind: 'user' }>;

/** The whole demo city in this process: every room, and a carrier that takes what it is told. */
export interface WholeCity extends TestApp {
  /** What the carrier was asked to do, as `METHOD path body`. */
  readonly carrierHeard: string[];
  actor(username: string): User;
  who(username: string): TestClient;
}

/** Starts the demo city with all rooms. Close it after the tests. */
export async function startWholeCity(options: { log?: Logger } = {}): Promise<WholeCity> {
  const carrierHeard: string[] = [];
  let sids = 0;
  const outside = createServer(async (incoming, response) => {
    carrierHeard.push(`${incoming.method} ${incoming.url} ${await text(incoming)}`);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ sid: `SM${++sids}`, status: 'in-progress' }));
  });
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  const twilio = { ...testConfig().twilio, apiUrl: url };
  const city = await startTestApp({ modules, config: { twilio, mediaUrl: url }, ...options });
  for (const module of modules) await module.seedDemo?.(city.app);
  const people = new Map((await users(city.app.db)).map((user) => [user.username, user]));
  const actor = (username: string): User => {
    const user = people.get(username);
    if (!user) throw new Error(`nobody signs in as ${username}`);
    const { id, role, agencyId } = user;
    return { kind: 'user', id, role, agencyId, sessionId: newId() };
  };
  return {
    ...city,
    carrierHeard,
    actor,
    who: (username) => city.as(actor(username)),
    close: async () => {
      outside.closeAllConnections();
      outside.close();
      await city.close();
    },
  };
}
