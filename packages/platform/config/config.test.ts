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
])('%s is told what to set', async (_who, env, named) => {
  const refused = readConfig({ DATA_DIR, ...env });
  await expect(refused).rejects.toThrow(ConfigError);
  await expect(refused).rejects.toThrow(named);
});

test('a city with all its secrets is no demo', async () => {
  expect((await readConfig({ DATA_DIR, ...secrets })).demo).toBe(false);
});
