import { messaging } from '@1999/messaging';
import { seedCity } from '@1999/platform';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REFRESH_COOKIE } from './http/session.ts';
import { directory } from './index.ts';

let city: TestApp;
const nobody = { kind: 'public', id: null } as const;

beforeAll(async () => {
  city = await startTestApp({ modules: [messaging, directory] });
  await seedCity(city.app, [messaging, directory]);
});
afterAll(() => city.close());

function signIn(username: string, password = 'demo1999') {
  return city.as(nobody).post('/api/session', { username, password });
}

/** The refresh cookie an answer sets; empty when it clears it. */
function cookieOf(answer: { headers: Record<string, unknown> }): string {
  const set = [answer.headers['set-cookie']].flat().join(';');
  return new RegExp(`${REFRESH_COOKIE}=([^;]*)`).exec(set)?.[1] ?? '';
}

function refresh(token: string) {
  const cookie = `${REFRESH_COOKIE}=${token}`;
  return city.as(nobody).post('/api/session/refresh', undefined, { cookie });
}

function meWith(accessToken: string) {
  return city.server.inject({
    url: '/api/me',
    headers: { authorization: `Bearer ${accessToken}` },
  });
}

describe('signing in', () => {
  test('gives a token that opens what the role may see, and a cookie no script can read', async () => {
    const answer = await signIn('agency1');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      expiresInMs: 300_000,
      user: { username: 'agency1', role: 'agency', name: '工務局養護工程處' },
    });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).toContain('Path=/api/session');
    const me = await meWith(answer.body.accessToken);
    expect(me.json()).toMatchObject({ agency: { code: 'pwb-maintenance' }, skills: [] });
  });

  test('knows an agent by any case of the username, with the skills', async () => {
    const answer = await signIn('Agent6');
    const me = await meWith(answer.body.accessToken);
    expect(me.json()).toMatchObject({ username: 'agent6', skills: expect.arrayContaining(['vi']) });
  });

  test('answers a wrong password, an unknown user and a disabled one byte for byte alike', async () => {
    const [user] = await city.app.sql`select id from app_user where username = 'agent5'`;
    await city.app.sql`update app_user set disabled_at = now() where id = ${user?.id}`;
    const answers = [
      await signIn('agent4', 'wrong'),
      await signIn('nobody', 'wrong'),
      await signIn('agent5'),
    ];
    await city.app.sql`update app_user set disabled_at = null where id = ${user?.id}`;
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual(answers[0]?.body);
    }
  });

  test('five wrong passwords shut an account for 15 minutes, a known and an unknown one alike', async () => {
    for (const username of ['agent3', 'no-such-person']) {
      for (let n = 0; n < 5; n++) expect((await signIn(username, 'guess')).status).toBe(401);
      const shut = await signIn(username);
      expect(shut).toMatchObject({ status: 423, body: { code: 'locked' } });
      expect(shut.headers['retry-after']).toBe('900');
    }
    city.clock.advance({ minutes: 15 });
    expect((await signIn('agent3')).status).toBe(200);
  });

  test('of twenty guesses at once no more than five are judged', async () => {
    const guesses = Array.from({ length: 20 }, (_, n) => signIn('agent2', `guess ${n}`));
    const statuses = (await Promise.all(guesses)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 423)).toHaveLength(15);
    city.clock.advance({ minutes: 15 });
  });

  test('a right password clears the count', async () => {
    for (let n = 0; n < 4; n++) await signIn('agent1', 'guess');
    expect((await signIn('agent1')).status).toBe(200);
    for (let n = 0; n < 4; n++) await signIn('agent1', 'guess');
    expect((await signIn('agent1')).status).toBe(200);
  });

  test.each([
    ['no body', undefined, undefined],
    ['a number as username', { username: 1, password: 'x' }, 'username'],
    ['NUL in the username', { username: 'a\0b', password: 'x' }, 'username'],
    ['a lone surrogate in the password', { username: 'a', password: '\ud800x' }, 'password'],
    ['a password of a megabyte', { username: 'a', password: 'x'.repeat(900_000) }, 'password'],
    ['an unknown field', { username: 'a', password: 'x', admin: true }, undefined],
  ])('with %s is refused, naming the field', async (_name, body, field) => {
    const answer = await city.as(nobody).post('/api/session', body);
    expect(answer.status).toBe(400);
    if (field) expect(answer.body.field).toBe(field);
  });

  test('leaves a journal row with ids only', async () => {
    await signIn('supervisor1');
    await city.settle();
    const rows = await city.app.sql`select payload from journal where type = 'session.started'`;
    expect(Object.keys(rows.at(-1)?.payload as object)).toEqual(['userId']);
  });
});

describe('staying signed in', () => {
  test('each refresh gives the next token; two tabs at once get the same one', async () => {
    const first = cookieOf(await signIn('agent1'));
    const answers = await Promise.all([refresh(first), refresh(first), refresh(first)]);
    const seconds = answers.map(cookieOf);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(new Set(seconds).size).toBe(1);
    expect(seconds[0]).not.toBe(first);
    expect((await refresh(seconds[0] ?? '')).status).toBe(200);
  });

  test('a laptop that wakes within 30 s of its lost answer goes on, a second later nobody does', async () => {
    const first = cookieOf(await signIn('agent1'));
    const second = cookieOf(await refresh(first));
    city.clock.advance({ seconds: 30 });
    expect(cookieOf(await refresh(first))).toBe(second);
    city.clock.advance({ milliseconds: 1 });
    const theft = await refresh(first);
    expect(theft).toMatchObject({ status: 401, body: { code: 'session_ended' } });
    expect(cookieOf(theft)).toBe('');
    expect((await refresh(second)).status).toBe(401);
    await city.settle();
    const [row] = await city.app.sql`
      select payload from journal where type = 'session.revoked' order by position desc limit 1`;
    expect(row?.payload).toMatchObject({ reason: 'token_reused' });
  });

  test('a sign-in ends after a long shift, an agency phone in the field keeps it for a week', async () => {
    const agent = cookieOf(await signIn('agent1'));
    const agency = cookieOf(await signIn('agency1'));
    city.clock.advance({ hours: 14 });
    expect((await refresh(agent)).status).toBe(401);
    const next = await refresh(agency);
    expect(next.status).toBe(200);
    city.clock.advance({ hours: 7 * 24 - 14 });
    expect((await refresh(cookieOf(next))).status).toBe(401);
  });

  test('is forgotten a week after its end, and not before', async () => {
    await signIn('agent1');
    const count = async () => {
      await city.settle();
      const [row] = await city.app.sql`select
        (select count(*)::int from session where expires_at > ${city.clock.now().toString()}) as live,
        (select count(*)::int from session) as sessions,
        (select count(*)::int from refresh_token t join session s on s.id = t.session_id) as tokens`;
      return row as unknown as { live: number; sessions: number; tokens: number };
    };
    city.clock.advance({ minutes: (14 + 7 * 24) * 60 - 1 });
    expect((await count()).sessions).toBeGreaterThan(0);
    city.clock.advance({ hours: 7 * 24 });
    expect(await count()).toEqual({ live: 0, sessions: 0, tokens: 0 });
  });

  test('an invented token, or none, is refused', async () => {
    expect((await refresh('invented')).status).toBe(401);
    expect((await refresh('%00')).status).toBe(401);
    expect((await city.as(nobody).post('/api/session/refresh')).status).toBe(401);
  });

  test('no token and no password stands in any table in the clear', async () => {
    const first = cookieOf(await signIn('agent1'));
    const answer = await refresh(first);
    const [dump] = await city.app.sql`select
      (select string_agg(t::text, ' ') from refresh_token t) ||
      (select string_agg(u::text, ' ') from app_user u) ||
      coalesce((select string_agg(c::text, ' ') from command_receipt c), '') as text`;
    for (const secret of [first, cookieOf(answer), answer.body.accessToken, 'demo1999']) {
      expect(dump?.text).not.toContain(secret);
    }
  });
});

describe('signing out', () => {
  test('ends the family of this sign-in and no other', async () => {
    const here = await signIn('agent1');
    const there = cookieOf(await signIn('agent1'));
    const out = await city.server.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { authorization: `Bearer ${here.body.accessToken}` },
    });
    expect(out.statusCode).toBe(204);
    expect((await refresh(cookieOf(here))).status).toBe(401);
    expect((await refresh(there)).status).toBe(200);
  });

  test('works by the cookie alone, and twice', async () => {
    const token = cookieOf(await signIn('agent1'));
    for (let n = 0; n < 2; n++) {
      const out = await city.server.inject({
        method: 'DELETE',
        url: '/api/session',
        headers: { cookie: `${REFRESH_COOKIE}=${token}` },
      });
      expect(out.statusCode).toBe(204);
    }
    expect((await refresh(token)).status).toBe(401);
  });
});

describe('outside demo mode', () => {
  test('a demo database that was carried over opens for no demo account', async () => {
    const cookie = cookieOf(await signIn('agent1'));
    const demo = { ...city.app.config };
    Object.assign(city.app.config, { demo: false });
    try {
      expect((await signIn('agent1')).status).toBe(401);
      expect((await refresh(cookie)).status).toBe(401);
      const list = await city.as(nobody).get('/api/demo');
      expect(list.body).toEqual({ demo: false, accounts: [] });
    } finally {
      Object.assign(city.app.config, demo);
    }
  });
});
