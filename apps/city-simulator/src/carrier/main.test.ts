import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { account, HOTLINE } from './testing/test-carrier.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
let child: ChildProcess | undefined;

afterEach(() => child?.kill('SIGKILL'));

function start(env: Record<string, string>) {
  const started = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child = started;
  return started;
}

const settings = {
  CARRIER_PORT: '0',
  CARRIER_ACCOUNT_SID: account.accountSid,
  CARRIER_AUTH_TOKEN: account.authToken,
  CARRIER_NUMBER: HOTLINE,
  CARRIER_VOICE_URL: 'http://127.0.0.1:1999/telephony/twilio/voice',
};

test('the process says its port in one line, serves, and ends when its stdin closes', async () => {
  const process = start(settings);
  const [line] = await once(createInterface(process.stdout), 'line');
  const ready = JSON.parse(line as string) as { ready: boolean; port: number };
  expect(ready.ready).toBe(true);
  const answer = await fetch(`http://127.0.0.1:${ready.port}/2010-04-01/Accounts/x/Calls.json`);
  expect(answer.status).toBe(401);
  process.stdin.end();
  expect(await once(process, 'exit')).toEqual([0, null]);
});

test('a missing setting is named and the process ends with an error', async () => {
  const { CARRIER_NUMBER: _left, ...rest } = settings;
  const process = start(rest);
  let words = '';
  process.stderr.on('data', (chunk) => {
    words += chunk;
  });
  expect(await once(process, 'exit')).toEqual([1, null]);
  expect(words).toContain('CARRIER_NUMBER');
});
