import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

let DATA_DIR: string;
beforeAll(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), '1999-config-'));
});
afterAll(() => rm(DATA_DIR, { recursive: true, force: true }));

const secret = 'a secret that is long enough for anybody';
const secrets = {
  TOKEN_SECRET: secret,
  VAULT_MASTER_KEY: secret,
  BLIND_INDEX_KEY: secret,
  MEDIA_SECRET: secret,
};

test('a newcomer who sets nothing gets a demo city on port 1999', async () => {
  const config = await readConfig({ DATA_DIR });
  expect(config).toMatchObject({ demo: true, port: 1999, roles: ['all'] });
});

test('the demo secrets are made once, kept, and readable by their owner alone', async () => {
  const first = await readConfig({ DATA_DIR });
  const second = await readConfig({ DATA_DIR });
  expect(second.secrets).toEqual(first.secrets);
  expect((await stat(join(DATA_DIR, 'demo-secrets.json'))).mode & 0o777).toBe(0o600);
});

test.each([
  ['a worker without a database server', { ROLES: 'worker' }, 'DATABASE_URL'],
  ['a role nobody knows', { ROLES: 'king' }, 'ROLES=king'],
  ['a port that is none', { PORT: 'abc' }, 'PORT=abc'],
  ['a city that forgot its secrets', { DEMO: '0' }, 'TOKEN_SECRET'],
  ['a city that forgot one of them', { ...secrets, MEDIA_SECRET: '' }, 'MEDIA_SECRET'],
  ['a secret that is too short', { ...secrets, TOKEN_SECRET: 'short' }, 'TOKEN_SECRET'],
  ['half a certificate', { TLS_CERT: '/a' }, 'TLS_KEY'],
  ['trust in everybody', { TRUST_PROXY: 'true' }, 'TRUST_PROXY=true'],
  ['trust in whoever comes first', { TRUST_PROXY: '1' }, 'TRUST_PROXY=1'],
  ['trust in a network that is none', { TRUST_PROXY: '10.0.0.0/99' }, 'TRUST_PROXY='],
  ['a trunk nobody may steer', { ARI_URL: 'http://engine:8088' }, 'ARI_PASSWORD'],
  [
    'an engine at no address',
    { ARI_URL: 'engine', ARI_USER: 'a', ARI_PASSWORD: 'b' },
    'ARI_URL=engine',
  ],
  ['a limit that is no number', { LIMIT_SIGN_IN: 'many' }, 'LIMIT_SIGN_IN=many'],
])('%s is told what to set', async (_who, env, named) => {
  const refused = readConfig({ DATA_DIR, ...env });
  await expect(refused).rejects.toThrow(ConfigError);
  await expect(refused).rejects.toThrow(named);
});

test('a city with all its secrets is no demo', async () => {
  expect((await readConfig({ DATA_DIR, ...secrets })).demo).toBe(false);
});

test.each([
  ['nothing', undefined, false],
  ['an empty word', '', false],
  [
    'addresses and networks',
    '10.0.0.4, 192.168.0.0/16,::1,loopback',
    expect.arrayContaining(['::1']),
  ],
])('TRUST_PROXY may be %s', async (_what, TRUST_PROXY, trustProxy) => {
  expect(await readConfig({ DATA_DIR, TRUST_PROXY })).toMatchObject({ trustProxy });
});

test('a trunk has one engine or several, each known by its host', async () => {
  const ARI_URL = 'http://one:8088, https://two:8089/pbx/ari/';
  const { trunk } = await readConfig({ DATA_DIR, ARI_URL, ARI_USER: 'a', ARI_PASSWORD: 'b' });
  expect(trunk).toMatchObject({
    engines: [
      { name: 'one:8088', url: 'http://one:8088/ari' },
      { name: 'two:8089', url: 'https://two:8089/pbx/ari' },
    ],
    endpoint: 'PJSIP/{number}@trunk',
  });
});

test('a demo, whose people all come from one machine, has wider limits; each can be set', async () => {
  const demo = await readConfig({ DATA_DIR, LIMIT_SIGN_IN: '0' });
  const city = await readConfig({ DATA_DIR, ...secrets, LIMIT_PUBLIC_WRITE: '7' });
  expect(demo.limits.signIn).toBe(0);
  expect(demo.limits.publicWrite).toBeGreaterThan(1_000);
  expect(city.limits).toEqual({ signIn: 120, publicWrite: 7, chat: 40 });
});
