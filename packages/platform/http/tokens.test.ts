import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '../ids/new-id.ts';
import type { Module } from '../module/module.ts';
import { startTestApp, type TestApp } from '../testing/test-app.ts';
import { signAccessToken, signCapability } from './tokens.ts';

const START = '2026-03-02T01:00:00Z';
const room: Module = {
  name: 'tokens-test',
  access: { 'door.open': { agent: 'any', 'cap:case': 'own' } },
  routes: (server) => {
    server.get('/api/door', { config: { action: 'door.open' } }, (request) => request.caller.actor);
  },
};
let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [room] });
});
afterAll(() => city.close());
beforeEach(() => city.clock.set(START));

const agent = {
  kind: 'user',
  id: newId(),
  role: 'agent',
  agencyId: null,
  sessionId: newId(),
} as const;
const claims = {
  iss: '1999',
  use: 'access',
  sub: agent.id,
  role: 'agent',
  agency: null,
  sid: agent.sessionId,
  iat: Temporal.Instant.from(START).epochMilliseconds / 1000,
  exp: Temporal.Instant.from(START).epochMilliseconds / 1000 + 300,
};

async function knock(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await city.server.inject({ url: '/api/door', headers })).statusCode;
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token made by hand, to be anything at all. */
function forge(payload: object, options: { alg?: string; hash?: string; secret?: string } = {}) {
  const { alg = 'HS256', hash = 'sha256', secret = city.app.config.secrets.token } = options;
  const input = `${base64({ alg, typ: 'JWT' })}.${base64(payload)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest('base64url')}`;
}

describe('a token lives by the application’s clock', () => {
  test('up to its end and not a millisecond longer, whatever time the host thinks it is', async () => {
    const token = signAccessToken(city.server, agent, 300);
    expect(await knock(token)).toBe(200);
    city.clock.advance({ milliseconds: 299_999 });
    expect(await knock(token)).toBe(200);
    city.clock.advance({ milliseconds: 1 });
    expect(await knock(token)).toBe(401);
  });

  test('for no less than it was promised when it is made between two seconds', async () => {
    city.clock.advance({ milliseconds: 900 });
    const token = signCapability(city.server, 'case', newId(), 60);
    city.clock.advance({ milliseconds: 59_999 });
    expect(await knock(token)).toBe(200);
    city.clock.advance({ seconds: 1 });
    expect(await knock(token)).toBe(401);
  });

  test('and not before it was made: one of the future waits, but for a few seconds’ difference', async () => {
    city.clock.advance({ hours: 1 });
    const token = signAccessToken(city.server, agent, 7200);
    city.clock.set(START);
    expect(await knock(token)).toBe(401);
    city.clock.advance({ seconds: 3_594 });
    expect(await knock(token)).toBe(401);
    city.clock.advance({ seconds: 1 });
    expect(await knock(token)).toBe(200);
  });
});

describe('a token is refused', () => {
  test('never when it is whole: the forger below makes good ones too', async () => {
    expect(await knock(forge(claims))).toBe(200);
  });

  test.each(Object.keys(claims))('without %s', async (name) => {
    const { [name as keyof typeof claims]: _, ...rest } = claims;
    expect(await knock(forge(rest))).toBe(401);
  });

  test.each([
    ['another issuer', { iss: '1998' }],
    ['an end that is text', { exp: '9999999999' }],
    ['no end at all', { exp: null }],
    ['an end between two seconds', { exp: claims.exp + 0.5 }],
    ['a role nobody has', { role: 'king' }],
    ['another use', { use: 'refresh' }],
    ['a subject that is no id', { sub: 'agent1' }],
  ])('with %s', async (_what, change) => {
    expect(await knock(forge({ ...claims, ...change }))).toBe(401);
  });

  test('with no algorithm, with or without a signature', async () => {
    const unsigned = `${base64({ alg: 'none', typ: 'JWT' })}.${base64(claims)}.`;
    expect(await knock(unsigned)).toBe(401);
    expect(await knock(forge(claims, { alg: 'none' }))).toBe(401);
    expect(await knock(forge(claims, { alg: 'None' }))).toBe(401);
  });

  test.each([
    ['HS384', 'sha384'],
    ['HS512', 'sha512'],
    ['RS256', 'sha256'],
  ])('signed with %s, though the secret is right', async (alg, hash) => {
    expect(await knock(forge(claims, { alg, hash }))).toBe(401);
  });

  test('signed with another secret, cut short, or no token', async () => {
    expect(await knock(forge(claims, { secret: 'another secret' }))).toBe(401);
    for (const token of [forge(claims).slice(0, -1), 'a.b.c', '', 'x', '..']) {
      expect(await knock(token)).toBe(401);
    }
  });
});
