import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { messaging } from '@1999/messaging';
import { startEmbeddedPostgres } from '@1999/platform/embedded-postgres';
import { startTestApp, type TestApp } from '@1999/platform/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directory } from '../index.ts';

const PASSWORD = 'twelve letters or more';
let city: TestApp;
beforeAll(async () => {
  city = await startTestApp({ modules: [messaging, directory], config: { demo: false } });
});
afterAll(() => city.close());

/** Runs the program with a password piped in. */
async function admin(args: string[], piped: string, env: Record<string, string>) {
  const program = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  program.stdin.end(piped);
  const exited = once(program, 'exit');
  const [out, err] = await Promise.all([text(program.stdout), text(program.stderr)]);
  return { code: (await exited)[0] as number, said: out + err };
}

const onServer = (args: string[], piped = `${PASSWORD}\n`) =>
  admin(args, piped, { DATABASE_URL: city.ownerUrl });
const signIn = (username: string, password = PASSWORD) =>
  city.as({ kind: 'public', id: null }).post('/api/session', { username, password });

describe('the first administrator', () => {
  test('is made on a database whose city runs, signs in, and makes everybody else', async () => {
    expect(await onServer(['create', 'Chief.Admin', '--name', '王局長'])).toEqual({
      code: 0,
      said: expect.stringContaining('chief.admin'),
    });
    const { status, body } = await signIn('chief.admin');
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ role: 'admin', name: '王局長' });
    const answer = await city.server.inject({
      method: 'POST',
      url: '/api/users',
      headers: { authorization: `Bearer ${body.accessToken}` },
      payload: { username: 'agent-lin', name: '林', role: 'agent', password: 'long enough' },
    });
    expect(answer.statusCode).toBe(201);
    await city.settle();
    const [row] = await city.app.sql`select payload, actor_kind, actor_id from journal
      where type = 'user.changed' order by position limit 1`;
    expect(row).toEqual({
      payload: { change: 'created', role: 'admin', agencyId: null },
      actor_kind: 'system',
      actor_id: 'npm run admin',
    });
  });

  test('is not made twice, and the first keeps the password', async () => {
    await onServer(['create', 'second']);
    const again = await onServer(['create', 'SECOND'], 'quite another password\n');
    expect(again).toEqual({ code: 1, said: expect.stringContaining('taken') });
    expect((await signIn('second')).status).toBe(200);
  });

  test.each([
    ['a password of eleven', ['create', 'x1'], 'abcdefghijk\n', 1, '12'],
    ['no password', ['create', 'x1'], '', 1, '12'],
    ['a name no one can type', ['create', 'x 1'], undefined, 2, 'dot'],
    ['a display name of a book', ['create', 'x1', '--name', 'x'.repeat(99)], undefined, 1, '60'],
    ['nothing to do', [], undefined, 2, 'create USERNAME'],
    ['two names', ['create', 'x1', 'x2'], undefined, 2, 'create USERNAME'],
    ['something else to do', ['destroy', 'x1'], undefined, 2, 'create USERNAME'],
    ['an unknown option', ['create', 'x1', '--root'], undefined, 2, 'create USERNAME'],
  ])(
    'with %s is told what is wrong, and nobody is made',
    async (_what, args, piped, code, said) => {
      expect(await onServer(args, piped)).toEqual({ code, said: expect.stringContaining(said) });
      const [left] = await city.app.sql`
      select count(*)::int as n from app_user where username like 'x%'`;
      expect(left?.n).toBe(0);
    },
  );

  test('is made in the embedded database too, whether it runs or not', async () => {
    const DATA_DIR = await mkdtemp(join(tmpdir(), '1999-admin-'));
    try {
      const none = await admin(['create', 'a1'], PASSWORD, { DATA_DIR });
      expect(none).toEqual({ code: 2, said: expect.stringContaining('DATA_DIR') });
      const running = await startEmbeddedPostgres({ dataDir: DATA_DIR });
      expect((await admin(['create', 'a1'], PASSWORD, { DATA_DIR })).code).toBe(0);
      await running.stop();
      expect((await admin(['create', 'a2'], PASSWORD, { DATA_DIR })).code).toBe(0);
      const again = await admin(['create', 'a1'], PASSWORD, { DATA_DIR });
      expect(again).toEqual({ code: 1, said: expect.stringContaining('taken') });
    } finally {
      await rm(DATA_DIR, { recursive: true, force: true });
    }
  }, 60_000);
});
