import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { newId, runWorker } from '@1999/platform';
import { startTestApp, type TestApp, until } from '@1999/platform/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { channels, deliver, deliveriesAbout, messaging } from './index.ts';
import { plugTestWords } from './testing/test-words.ts';

let city: TestApp;
let doomed: ChildProcess | undefined;
let stop: (() => Promise<void>) | undefined;
beforeEach(async () => {
  city = await startTestApp({ modules: [messaging] });
  plugTestWords(city.app);
});
afterEach(async () => {
  doomed?.kill('SIGKILL');
  await stop?.();
  await city?.close();
});

test('the try of a killed worker is taken over within seconds, and both are seen', async () => {
  const worker = spawn(
    process.execPath,
    [join(import.meta.dirname, 'testing/hanging-worker.ts'), city.ownerUrl],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  doomed = worker;
  const refId = newId();
  await deliver(city.caller(), {
    channel: 'sms',
    purpose: 'test.hello',
    refType: 'survey',
    refId,
    to: { citizenId: newId() },
  });
  const [line] = await once(worker.stdout, 'data');
  expect(String(line)).toBe('sending\n');
  let sent = 0;
  city.app.services.get(channels).set('sms', {
    send: async () => {
      sent += 1;
      return { providerRef: 'SM1' };
    },
  });
  stop = await runWorker(city.app, [messaging], city.ownerUrl);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  // No clock of ours moves, so it is the dead worker's missing sign of life that is acted on.
  await until(() => sent === 1, 8_000);
  const delivery = async () => (await deliveriesAbout(city.app, refId))[0];
  await until(async () => (await delivery())?.state === 'sent');
  expect(await delivery()).toMatchObject({
    attempts: 2,
    tries: [
      { n: 1, state: 'failed', reason: 'workerLost' },
      { n: 2, state: 'sent', reason: null },
    ],
  });
  expect(sent).toBe(1);
}, 30_000);
